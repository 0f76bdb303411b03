package io.confab.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MigrationStateTest {
  @ParameterizedTest
  @CsvSource({
    "08001, UNREACHABLE",
    "57P03, UNREACHABLE",
    "53300, UNREACHABLE",
    "28P01, REFUSED",
    "3D000, REFUSED",
    "42P07, FAILED"
  })
  void tellsWhatStandsInTheWayByTheSqlState(final String sqlState, final MigrationState expected) {
    final var failure = new IllegalStateException(new SQLException("reason", sqlState));

    assertThat(MigrationState.behind(failure)).isEqualTo(expected);
  }

  @Test
  void takesAFailureWithoutASqlStateForOneOfTheMigration() {
    assertThat(MigrationState.behind(new IllegalStateException("checksum mismatch")))
        .isEqualTo(MigrationState.FAILED);
  }
}
