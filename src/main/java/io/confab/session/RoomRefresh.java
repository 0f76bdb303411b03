package io.confab.session;

import io.confab.problem.Outage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads a room's rows again when something changed: one read at a time, the last of them begun
 * after the last change, and again later when the database was away. So an older row never
 * overwrites a newer one.
 */
final class RoomRefresh {
  private static final Logger LOG = System.getLogger(RoomRefresh.class.getName());
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(2);

  private final Runnable read;
  private final Timers timers;
  private final AtomicInteger requests = new AtomicInteger();

  /**
   * A refresh that nobody has asked for yet.
   *
   * @param read reads and applies the rows; may block, and runs on a thread of its own
   */
  RoomRefresh(final Runnable read, final Timers timers) {
    this.read = read;
    this.timers = timers;
  }

  /** Sees to it that the rows are read after this call. Never blocks. */
  void request() {
    if (requests.getAndIncrement() == 0) {
      Thread.startVirtualThread(this::work);
    }
  }

  private void work() {
    int served;
    do {
      served = requests.get();
      readOnce();
    } while (!requests.compareAndSet(served, 0));
  }

  private void readOnce() {
    try {
      read.run();
    } catch (RuntimeException e) {
      if (Outage.caused(e)) {
        timers.after(TRY_AGAIN_AFTER, this::request);
      } else {
        LOG.log(Level.ERROR, "A room could not be read again", e);
      }
    }
  }
}
