package io.confab.limit;

import java.util.concurrent.TimeUnit;

/**
 * A bucket of tokens that refills at a steady rate. One thread at a time.
 *
 * <p>Times come in as nanoseconds of a monotonic clock, so that a bucket needs none of its own.
 */
public final class TokenBucket {
  private double perNano;
  private double capacity;
  private double tokens;
  private long at;

  /** A full bucket of this size that refills with so many tokens a second. */
  public TokenBucket(final int capacity, final double perSecond, final long nowNanos) {
    this.capacity = capacity;
    this.tokens = capacity;
    this.perNano = perSecond / TimeUnit.SECONDS.toNanos(1);
    this.at = nowNanos;
  }

  /** Changes size and rate. Growing fills what is new; shrinking spills. */
  public void resize(final long newCapacity, final double perSecond) {
    tokens = Math.min(newCapacity, tokens + Math.max(0, newCapacity - capacity));
    capacity = newCapacity;
    perNano = perSecond / TimeUnit.SECONDS.toNanos(1);
  }

  /** Takes one token if there is one. */
  public boolean take(final long nowNanos) {
    return take(1, nowNanos);
  }

  /** Takes so many tokens, or none. */
  public boolean take(final int count, final long nowNanos) {
    refill(nowNanos);
    if (tokens < count) {
      return false;
    }
    tokens -= count;
    return true;
  }

  /** How many tokens are there to take. */
  public int remaining(final long nowNanos) {
    refill(nowNanos);
    return (int) tokens;
  }

  /** How long until a token is there again, in milliseconds, rounded up. */
  public long retryAfterMs(final long nowNanos) {
    return retryAfterMs(1, nowNanos);
  }

  /** How long until so many tokens are there, in milliseconds, rounded up. */
  public long retryAfterMs(final int count, final long nowNanos) {
    refill(nowNanos);
    final double missing = Math.max(0, count - tokens);
    if (missing > 0 && perNano == 0) {
      return TimeUnit.SECONDS.toMillis(1);
    }
    return (long) Math.ceil(missing / perNano / TimeUnit.MILLISECONDS.toNanos(1));
  }

  private void refill(final long nowNanos) {
    tokens = Math.min(capacity, tokens + (nowNanos - at) * perNano);
    at = nowNanos;
  }
}
