package io.confab.session;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The time in which nobody is in a room. If it lasts, the meeting ends; and once that is stored,
 * the room is given up. Guarded by the room's lock.
 */
final class Lull {
  private final RoomParts parts;
  private final Roster roster;
  private final Consumer<Runnable> underLock;
  private int begun;

  Lull(final RoomParts parts, final Roster roster, final Consumer<Runnable> underLock) {
    this.parts = parts;
    this.roster = roster;
    this.underLock = underLock;
  }

  /** Begins anew; only the end of the latest counts. */
  void begin(final Duration timeout) {
    final int lull = ++begun;
    parts.timers().after(timeout, () -> underLock.accept(() -> end(lull)));
  }

  private void end(final int lull) {
    if (roster.isEmpty() && lull == begun) {
      parts
          .journal()
          .endMeeting(parts.clock().instant())
          .whenCompleteAsync(
              (stored, failure) -> parts.whenIdle().run(),
              task -> parts.timers().after(Duration.ZERO, task));
    }
  }
}
