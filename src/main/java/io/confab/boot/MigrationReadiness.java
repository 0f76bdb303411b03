package io.confab.boot;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready until the database was migrated; ready from then on. A database that goes away later
 * takes no node out of service: calls go on without it, and every node would go at once.
 */
@Readiness
@Singleton
final class MigrationReadiness implements HealthCheck {
  private final Migration migration;

  MigrationReadiness(final Migration migration) {
    this.migration = migration;
  }

  @Override
  public HealthCheckResponse call() {
    final MigrationState state = migration.state();
    return HealthCheckResponse.named("database-schema")
        .status(state == MigrationState.DONE)
        .withData("reason", state.sentence())
        .build();
  }
}
