package io.confab.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.tenant.DatabaseException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoomRefreshTest {
  private final Semaphore done = new Semaphore(0);

  @Test
  void shouldReadOnceMoreForAChangeDuringARead() throws InterruptedException {
    final CountDownLatch reading = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    final AtomicInteger reads = new AtomicInteger();
    final RoomRefresh refresh =
        new RoomRefresh(
            () -> {
              if (reads.incrementAndGet() == 1) {
                reading.countDown();
                await(goOn);
              }
              done.release();
            },
            new Timers());

    refresh.request();
    await(reading);
    refresh.request();
    refresh.request();
    goOn.countDown();

    awaitDone(2);
    assertThat(reads).hasValue(2);
  }

  @Test
  void shouldReadAgainOnceTheDatabaseIsBack() {
    final AtomicInteger reads = new AtomicInteger();
    final RoomRefresh refresh =
        new RoomRefresh(
            () -> {
              if (reads.incrementAndGet() == 1) {
                throw new DatabaseException(new SQLException("away", "08006"));
              }
              done.release();
            },
            new Timers() {
              @Override
              public void after(final Duration delay, final Runnable action) {
                super.after(Duration.ZERO, action);
              }
            });

    refresh.request();

    awaitDone(1);
    assertThat(reads).hasValue(2);
  }

  private void awaitDone(final int times) {
    try {
      assertThat(done.tryAcquire(times, 30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(final CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
