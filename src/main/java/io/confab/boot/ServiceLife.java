package io.confab.boot;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Tells what was started before the service when the service has ended. */
@Singleton
final class ServiceLife {
  private static final AtomicReference<CountDownLatch> RUNNING =
      new AtomicReference<>(new CountDownLatch(0));

  void started(@Observes @Priority(Integer.MAX_VALUE) final StartupEvent event) {
    RUNNING.set(new CountDownLatch(1));
  }

  void stopped(@Observes @Priority(Integer.MAX_VALUE) final ShutdownEvent event) {
    RUNNING.get().countDown();
  }

  /** Waits until the service has drained; returns at once when it never started. */
  static boolean awaitEnd(final long seconds) throws InterruptedException {
    return RUNNING.get().await(seconds, TimeUnit.SECONDS);
  }
}
