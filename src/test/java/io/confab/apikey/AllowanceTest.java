package io.confab.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private long nanos;
  private final Allowance<String> allowance = new Allowance<>(() -> nanos);

  @Test
  void shouldGrantTheBurstAndThenTheRate() {
    for (int i = 0; i < 4; i++) {
      assertThat(allowance.take("ada", 4, 2).granted()).isTrue();
    }
    final Allowance.Verdict refused = allowance.take("ada", 4, 2);
    assertThat(refused.granted()).isFalse();
    assertThat(refused.delay()).isEqualTo(Duration.ofMillis(500));

    nanos += TimeUnit.MILLISECONDS.toNanos(500);

    assertThat(allowance.take("ada", 4, 2).granted()).isTrue();
  }

  @Test
  void shouldNotLetOneCallerStarveAnother() {
    allowance.take("ada", 1, 1);
    assertThat(allowance.take("ada", 1, 1).granted()).isFalse();

    assertThat(allowance.take("bob", 1, 1).granted()).isTrue();
  }

  @Test
  void shouldTakeAChangedQuotaAtOnce() {
    allowance.take("ada", 1, 1);

    assertThat(allowance.take("ada", 5, 1).remaining()).isEqualTo(3);
    assertThat(allowance.take("ada", 2, 1).remaining()).isEqualTo(1);
  }

  @Test
  void shouldTellInTheFieldsOfTheStandard() {
    final Allowance.Verdict verdict = allowance.take("ada", 10, 2);

    assertThat(verdict.policy("requests")).isEqualTo("\"requests\";q=10;w=5");
    assertThat(verdict.state("requests")).isEqualTo("\"requests\";r=9;t=1");
  }

  @Test
  void shouldRefuseWithTheTimeToWait() {
    allowance.take("ada", 1, 1);

    assertThatThrownBy(() -> allowance.take("ada", 1, 1).require("Too fast."))
        .isInstanceOfSatisfying(
            ApiException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED);
              assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
            });
  }
}
