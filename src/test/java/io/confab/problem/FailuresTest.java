package io.confab.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.protocol.ErrorCode;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

  @ParameterizedTest
  @ValueSource(strings = {"08001", "08006", "53300", "57P01", "57P03"})
  void shouldCallADatabaseThatIsAwayUnavailable(final String sqlState) {
    final ApiException failure =
        Failures.explain(
            new IllegalStateException(new SQLException("FATAL: secret detail", sqlState)));

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(2));
    assertThat(failure.detail()).doesNotContain("secret");
    assertThat(failure.detail()).contains("may or may not have been made");
  }

  @Test
  void shouldCallAnExhaustedPoolUnavailable() {
    assertThat(
            Failures.explain(new RuntimeException(new SQLException("acquisition timeout"))).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(Failures.explain(new SQLTransientConnectionException("no")).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void shouldTellNothingOfAnythingElse() {
    for (final Throwable bug :
        new Throwable[] {
          new NullPointerException("secret"),
          new IllegalStateException(new SQLException("duplicate key secret", "23505"))
        }) {
      final ApiException failure = Failures.explain(bug);

      assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
      assertThat(failure.detail()).doesNotContain("secret");
    }
  }
}
