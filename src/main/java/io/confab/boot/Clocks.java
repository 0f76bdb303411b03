package io.confab.boot;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/**
 * The only place that reads the system's time; everything else is given an {@link InstantSource}.
 */
final class Clocks {
  private Clocks() {}

  @Produces
  @Singleton
  static Clock utc() {
    return Clock.systemUTC();
  }
}
