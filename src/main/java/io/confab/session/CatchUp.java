package io.confab.session;

import io.confab.event.Cursor;
import io.confab.event.EventLog;
import io.confab.event.LogHead;
import io.confab.event.RoomEvent;
import io.confab.limit.Limits;
import io.confab.tenant.Scope;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Brings a client that comes back up to date: everything after its cursor, in order, ahead of what
 * happens meanwhile; or the plain statement that this is not possible.
 */
@Singleton
final class CatchUp {
  private static final int PAGE = 50;

  /** What may be in flight before the next page is read; far below any queue's bound. */
  private static final long HIGH_WATER_BYTES = 64 * 1024;

  private final EventLog log;
  private final Limits limits;

  CatchUp(final EventLog log, final Limits limits) {
    this.log = log;
    this.limits = limits;
  }

  /**
   * Where the log goes on for a client.
   *
   * @param after the last entry that it has, or the head when it starts afresh
   * @param recovered whether nothing is missing in between
   */
  record Start(long after, boolean recovered) {}

  /**
   * Decides where the log goes on for the bearer of a cursor. A cursor grants nothing: without the
   * {@code history} grant nobody reads from before its own first join.
   */
  Start startFor(
      final Scope scope,
      final LiveRoom room,
      final String cursorText,
      final String identity,
      final boolean history) {
    final LogHead head = log.head(scope, room.id()).orElse(new LogHead(0, 1, 0));
    final Start afresh = new Start(room.head(), false);
    final Optional<Cursor> cursor =
        Cursor.parse(cursorText)
            .filter(place -> place.room().equals(room.id()))
            .filter(place -> place.epoch() == head.epoch())
            .filter(place -> place.seq() >= head.firstSeq() - 1)
            .filter(place -> place.seq() <= head.lastSeq());
    if (cursor.isEmpty()) {
      return afresh;
    }
    final Optional<Long> floor =
        history ? Optional.of(0L) : log.firstJoin(scope, room.id(), identity);
    final long after = floor.map(first -> Math.max(first, cursor.get().seq())).orElse(-1L);
    return after < 0 || head.lastSeq() - after > limits.catchUp() ? afresh : new Start(after, true);
  }

  /** Sends page after page until the session stands where the room does. Blocks; may take long. */
  void run(final Scope scope, final LiveRoom room, final Session session, final long after) {
    Optional<Long> position = Optional.of(after);
    while (position.isPresent() && ready(session)) {
      final List<RoomEvent> page = log.read(scope, room.id(), position.get(), PAGE);
      position = page.isEmpty() ? Optional.empty() : room.catchUp(session, page);
    }
  }

  private static boolean ready(final Session session) {
    return session
        .connection()
        .map(connection -> connection.queue().awaitBelow(HIGH_WATER_BYTES))
        .orElse(false);
  }
}
