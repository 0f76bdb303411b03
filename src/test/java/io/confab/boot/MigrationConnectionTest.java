package io.confab.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MigrationConnectionTest {
  @Inject Flyway flyway;

  @Test
  void doesNotWaitForEver() throws SQLException {
    try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
      assertThat(connection.getMetaData().getUserName()).isEqualTo(DatabaseRoles.OWNER);
      assertThat(Duration.ofMillis(connection.getNetworkTimeout()))
          .isBetween(Duration.ofMinutes(1), Duration.ofHours(1));
    }
  }
}
