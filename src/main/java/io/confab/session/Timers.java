package io.confab.session;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One shared clockwork for everything that is due later. Actions are short and never block; what
 * would block goes to a thread of its own.
 */
@Singleton
public class Timers {
  /** What comes after the stop is forgotten: there is nobody left to tell. */
  private final ScheduledExecutorService clockwork =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().name("session-timers").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  /** Runs the action once, after the delay. */
  public void after(final Duration delay, final Runnable action) {
    clockwork.schedule(guarded(action), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs the action again and again, with this pause, until the service stops. */
  public void every(final Duration period, final Runnable action) {
    final long millis = period.toMillis();
    clockwork.scheduleWithFixedDelay(guarded(action), millis, millis, TimeUnit.MILLISECONDS);
  }

  /** A failed action must not end the others. */
  private static Runnable guarded(final Runnable action) {
    return () -> {
      try {
        action.run();
      } catch (RuntimeException e) {
        System.getLogger(Timers.class.getName())
            .log(System.Logger.Level.ERROR, "A timed action failed", e);
      }
    };
  }

  @PreDestroy
  void stop() {
    clockwork.shutdownNow();
  }
}
