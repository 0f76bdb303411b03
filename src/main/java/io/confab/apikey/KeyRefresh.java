package io.confab.apikey;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Reads the keys in use again, so that a revocation made on any node holds on this one within five
 * seconds.
 */
@Singleton
final class KeyRefresh {
  private static final Logger LOG = Logger.getLogger(KeyRefresh.class);

  private final ApiKeys apiKeys;
  private final SigningKeys signingKeys;
  private boolean away;

  KeyRefresh(final ApiKeys apiKeys, final SigningKeys signingKeys) {
    this.apiKeys = apiKeys;
    this.signingKeys = signingKeys;
  }

  @Scheduled(
      every = "2s",
      identity = "key-refresh",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void refresh() {
    try {
      apiKeys.refresh();
      signingKeys.refresh();
      away = false;
    } catch (final RuntimeException databaseAway) {
      if (!away) {
        LOG.warnf("Keys cannot be read again; known ones stay valid meanwhile: %s", databaseAway);
      }
      away = true;
    }
  }
}
