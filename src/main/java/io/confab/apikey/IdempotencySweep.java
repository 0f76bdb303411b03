package io.confab.apikey;

import io.confab.id.TenantId;
import io.confab.tenant.Scope;
import io.confab.tenant.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Deletes answers that are past their day. It learns which tenants have some, and then does each
 * tenant's work in that tenant's scope: no sweep ever sees the rows of two.
 */
@Singleton
final class IdempotencySweep {
  private static final Logger LOG = Logger.getLogger(IdempotencySweep.class);

  private final Transactions transactions;
  private final InstantSource clock;

  IdempotencySweep(final Transactions transactions, final InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(
      every = "10m",
      delayed = "1m",
      identity = "idempotency-sweep",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    final Instant oldest = clock.instant().minus(IdempotentRequests.KEPT);
    try {
      for (final TenantId tenant : tenantsWithRequestsBefore(oldest)) {
        transactions.jdbc(
            Scope.ofService(tenant, "idempotency-sweep"),
            connection -> delete(connection, "idempotent_request", tenant.value(), oldest));
      }
      transactions.operator(connection -> delete(connection, "operator_request", "", oldest));
    } catch (final RuntimeException databaseAway) {
      LOG.debugf("Old answers stay for now: %s", databaseAway);
    }
  }

  private List<TenantId> tenantsWithRequestsBefore(final Instant oldest) {
    return transactions.lookUp(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "select tenant_id from tenants_with_idempotent_requests_before(?)")) {
            query.setTimestamp(1, Timestamp.from(oldest));
            final List<TenantId> tenants = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                tenants.add(TenantId.of(rows.getString("tenant_id")));
              }
            }
            return tenants;
          }
        });
  }

  private static int delete(
      final Connection connection, final String table, final String tenant, final Instant oldest)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from " + table + " where tenant_id = ? and created_at < ?")) {
      delete.setString(1, tenant);
      delete.setTimestamp(2, Timestamp.from(oldest));
      return delete.executeUpdate();
    }
  }
}
