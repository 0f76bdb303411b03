package io.confab.apikey;

import io.confab.limit.TokenBucket;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * One token bucket for each of many callers, and the {@code RateLimit} fields that tell of it.
 *
 * <p>It holds the callers seen last; one that falls out had been quiet longest and begins anew with
 * a full bucket.
 */
final class Allowance<K> {
  private static final int CALLERS = 50_000;

  private final LongSupplier nanos;
  private final Map<K, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  Allowance(final LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * What a bucket says after a request.
   *
   * @param granted whether the request may go on
   * @param burst the bucket's size
   * @param remaining requests that may follow at once
   * @param perSecond how fast it refills
   * @param delay how long until the next request may go on
   */
  record Verdict(boolean granted, int burst, int remaining, double perSecond, Duration delay) {
    /** {@code RateLimit-Policy} of draft-ietf-httpapi-ratelimit-headers. */
    String policy(final String name) {
      return "\"%s\";q=%d;w=%d".formatted(name, burst, Math.max(1, Math.round(burst / perSecond)));
    }

    /**
     * {@code RateLimit} of the same draft: what remains, and the seconds until the bucket is full.
     */
    String state(final String name) {
      return "\"%s\";r=%d;t=%d"
          .formatted(name, remaining, (long) Math.ceil((burst - remaining) / perSecond));
    }

    /** Lets a granted request pass. */
    void require(final String detail) {
      if (!granted) {
        throw new ApiException(ErrorCode.RATE_LIMITED, detail).retryAfter(delay);
      }
    }
  }

  /** Takes one from the caller's bucket, which from now on has this size and rate. */
  Verdict take(final K caller, final int burst, final double perSecond) {
    final long now = nanos.getAsLong();
    synchronized (buckets) {
      final TokenBucket bucket =
          buckets.computeIfAbsent(caller, none -> new TokenBucket(burst, perSecond, now));
      bucket.resize(burst, perSecond);
      if (buckets.size() > CALLERS) {
        buckets.remove(buckets.keySet().iterator().next());
      }
      final boolean granted = bucket.take(now);
      final Duration delay = Duration.ofMillis(bucket.retryAfterMs(now));
      return new Verdict(granted, burst, bucket.remaining(now), perSecond, delay);
    }
  }
}
