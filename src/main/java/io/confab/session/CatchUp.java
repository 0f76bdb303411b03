package io.confab.session;

import io.confab.event.Cursor;
import io.confab.event.EventLog;
import io.confab.event.LogHead;
import io.confab.event.RoomEvent;
import io.confab.limit.Limits;
import io.confab.limit.Turns;
import io.confab.problem.Outage;
import io.confab.tenant.Scope;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings a client that comes back up to date: everything after its cursor, in order, ahead of what
 * happens meanwhile; or the plain statement that this is not possible.
 */
@Singleton
final class CatchUp {
  private static final int PAGE = 50;
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

  /** What may be in flight before the next page is read; far below any queue's bound. */
  private static final long HIGH_WATER_BYTES = 64 * 1024;

  private final EventLog log;
  private final Turns turns;
  private final Limits limits;

  CatchUp(final EventLog log, final Turns turns, final Limits limits) {
    this.log = log;
    this.turns = turns;
    this.limits = limits;
  }

  /**
   * Where the log goes on for a client.
   *
   * @param after the last entry that it has; empty when it starts at the head
   * @param recovered whether nothing is missing in between
   */
  record Start(OptionalLong after, boolean recovered) {
    /** For who asks for nothing of before. */
    static final Start NOW = new Start(OptionalLong.empty(), true);

    /** For who asks for what cannot be had. */
    static final Start AFRESH = new Start(OptionalLong.empty(), false);

    static Start after(final long seq) {
      return new Start(OptionalLong.of(seq), true);
    }
  }

  /**
   * Decides where the log goes on for the bearer of a cursor. A cursor grants nothing: without the
   * {@code history} grant nobody reads from before its own first join. The database is asked only
   * for who has missed something; while it is away, such a one starts afresh, and is in the room.
   */
  Start startFor(
      final Scope scope,
      final LiveRoom room,
      final String cursorText,
      final String identity,
      final boolean history) {
    final Optional<Cursor> cursor =
        Cursor.parse(cursorText)
            .filter(place -> place.room().equals(room.id()))
            .filter(place -> place.epoch() == room.epoch());
    if (cursor.isEmpty()) {
      return Start.AFRESH;
    }
    final long seq = cursor.get().seq();
    if (seq == room.head()) {
      return Start.after(seq);
    }
    try {
      return turns.take(scope.tenant(), () -> startAfter(seq, scope, room, identity, history));
    } catch (RuntimeException e) {
      if (Outage.caused(e)) {
        return Start.AFRESH;
      }
      throw e;
    }
  }

  /** Sends a member what it missed, if it did, on a thread that ends with the member's socket. */
  void start(
      final Scope scope, final LiveRoom room, final Session session, final Connection connection) {
    if (room.catchUp(session, List.of()).isPresent()) {
      Thread.ofVirtual().name("catch-up").start(() -> run(scope, room, session, connection));
    }
  }

  private Start startAfter(
      final long seq,
      final Scope scope,
      final LiveRoom room,
      final String identity,
      final boolean history) {
    final LogHead head = log.head(scope, room.id()).orElse(new LogHead(0, 1, 0));
    if (room.epoch() != head.epoch() || seq < head.firstSeq() - 1 || seq > head.lastSeq()) {
      return Start.AFRESH;
    }
    final Optional<Long> floor =
        history ? Optional.of(seq) : log.firstJoin(scope, room.id(), identity);
    return floor
        .map(first -> Math.max(first, seq))
        .filter(after -> head.lastSeq() - after <= limits.catchUp())
        .map(Start::after)
        .orElse(Start.AFRESH);
  }

  /** Sends page after page until the member stands where the room does, or is gone. */
  private void run(
      final Scope scope, final LiveRoom room, final Session session, final Connection connection) {
    Optional<Long> position = room.catchUp(session, List.of());
    while (position.isPresent() && connection.queue().awaitBelow(HIGH_WATER_BYTES)) {
      position = step(scope, room, session, position.get());
    }
  }

  private Optional<Long> step(
      final Scope scope, final LiveRoom room, final Session session, final long position) {
    final List<RoomEvent> page;
    try {
      page = turns.take(scope.tenant(), () -> log.read(scope, room.id(), position, PAGE));
    } catch (RuntimeException e) {
      if (!Outage.caused(e)) {
        throw e;
      }
      LockSupport.parkNanos(TRY_AGAIN_AFTER.toNanos());
      return Optional.of(position);
    }
    // Nothing to go on with means that the room or the oldest entries were deleted.
    return room.catchUp(session, Portion.of(page, PAGE)).filter(next -> next > position);
  }
}
