package io.confab.boot;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Bounds how long a migration waits for a host that swallows packets. Its connection is the owner's
 * and none of the pool, so the pool's bounds do not hold for it. The URL may say otherwise, with
 * the driver's {@code socketTimeout}.
 */
@Singleton
final class MigrationConnection implements FlywayConfigurationCustomizer {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Far longer than any statement of a migration should take. */
  private static final Duration STATEMENT = Duration.ofMinutes(10);

  @Override
  public void customize(final FluentConfiguration configuration) {
    final String url = configuration.getUrl();
    if (url != null) {
      configuration
          .jdbcProperties(
              Map.of(
                  "connectTimeout", Long.toString(CONNECT.toSeconds()),
                  "socketTimeout", Long.toString(STATEMENT.toSeconds())))
          .dataSource(url, configuration.getUser(), configuration.getPassword());
    }
  }
}
