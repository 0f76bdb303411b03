package io.confab.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void shouldAllowABurstAndThenTheSteadyRate() {
    final TokenBucket bucket = new TokenBucket(3, 2, 0);

    assertThat(taken(bucket, 0, 5)).isEqualTo(3);
    assertThat(taken(bucket, SECOND, 5)).isEqualTo(2);
  }

  @Test
  void shouldNeverHoldMoreThanItsCapacity() {
    final TokenBucket bucket = new TokenBucket(3, 2, 0);

    assertThat(taken(bucket, 100 * SECOND, 5)).isEqualTo(3);
  }

  @Test
  void shouldTellWhenTheNextTokenComes() {
    final TokenBucket bucket = new TokenBucket(1, 4, 0);
    bucket.take(0);

    assertThat(bucket.retryAfterMs(0)).isEqualTo(250);
  }

  @Test
  void shouldFillWhatIsNewWhenItGrows() {
    final TokenBucket bucket = new TokenBucket(2, 1, 0);
    taken(bucket, 0, 2);

    bucket.resize(10, 1);

    assertThat(taken(bucket, 0, 20)).isEqualTo(8);
  }

  private static int taken(final TokenBucket bucket, final long now, final int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += bucket.take(now) ? 1 : 0;
    }
    return taken;
  }
}
