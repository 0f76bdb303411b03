package io.confab.session;

import io.confab.limit.Limits;
import jakarta.inject.Singleton;

/** How much may wait for a reader: the more people talk to it, the more. */
@Singleton
public final class QueueBounds {
  private final Limits limits;

  QueueBounds(final Limits limits) {
    this.limits = limits;
  }

  /** Bounds the queue of a socket by the rooms of its session, which is null before hello. */
  public void apply(final Connection connection, final Session session) {
    final long members = session == null ? 0 : session.neighbours();
    connection
        .queue()
        .bound(
            limits.sendQueueBytes() + members * limits.sendQueueBytesPerMember(),
            limits.sendQueueFrames() + members * limits.sendQueueFramesPerMember());
  }
}
