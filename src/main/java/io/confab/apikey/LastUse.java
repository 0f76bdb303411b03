package io.confab.apikey;

import io.confab.id.ApiKeyId;
import io.confab.id.TenantId;
import io.confab.tenant.Scope;
import io.confab.tenant.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Remembers when each key was last used and stores it once a minute, so that no request waits for
 * it.
 */
@Singleton
final class LastUse {
  private static final Logger LOG = Logger.getLogger(LastUse.class);
  private static final int MOST = 20_000;

  private final Transactions transactions;
  private final InstantSource clock;
  private final Map<ApiKeyId, Use> uses = new ConcurrentHashMap<>();

  LastUse(final Transactions transactions, final InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Notes a use, now. */
  void note(final KnownApiKey key) {
    if (uses.size() < MOST || uses.containsKey(key.id())) {
      uses.put(key.id(), new Use(key.tenant(), clock.instant()));
    }
  }

  @Scheduled(
      every = "60s",
      delayed = "60s",
      identity = "key-last-use",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void store() {
    final Map<TenantId, Map<ApiKeyId, Use>> byTenant = new HashMap<>();
    for (final Map.Entry<ApiKeyId, Use> use : uses.entrySet()) {
      byTenant
          .computeIfAbsent(use.getValue().tenant(), tenant -> new HashMap<>())
          .put(use.getKey(), use.getValue());
    }
    for (final Map.Entry<TenantId, Map<ApiKeyId, Use>> tenant : byTenant.entrySet()) {
      try {
        store(tenant.getKey(), tenant.getValue());
        tenant.getValue().forEach(uses::remove);
      } catch (final RuntimeException databaseAway) {
        LOG.debugf("Last uses stay in memory for now: %s", databaseAway);
        return;
      }
    }
  }

  private void store(final TenantId tenant, final Map<ApiKeyId, Use> used) {
    transactions.jdbc(
        Scope.ofService(tenant, "last-use"),
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update api_key set last_used_at = greatest(last_used_at, ?) where tenant_id = ? and id = ?")) {
            for (final Map.Entry<ApiKeyId, Use> use : used.entrySet()) {
              update.setTimestamp(1, Timestamp.from(use.getValue().at()));
              update.setString(2, tenant.value());
              update.setString(3, use.getKey().value());
              update.addBatch();
            }
            return update.executeBatch();
          }
        });
  }

  private record Use(TenantId tenant, Instant at) {}
}
