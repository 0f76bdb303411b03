package io.confab.signaling;

import io.confab.event.Cursor;
import io.confab.event.EventLog;
import io.confab.event.EventType;
import io.confab.event.RoomEvent;
import io.confab.id.RoomId;
import io.confab.limit.Turns;
import io.confab.problem.ApiException;
import io.confab.protocol.ClientMessage;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.EventView;
import io.confab.protocol.GrantsView;
import io.confab.protocol.ServerMessage;
import io.confab.session.Portion;
import io.confab.session.Seat;
import io.confab.session.Visibility;
import io.confab.tenant.Scope;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads pages of a room's log for its members: all of it with the {@code history} grant, else from
 * the reader's own first join on.
 */
@Singleton
final class HistoryReader {
  private final EventLog log;
  private final Turns turns;

  HistoryReader(final EventLog log, final Turns turns) {
    this.log = log;
    this.turns = turns;
  }

  void read(final Client client, final ClientMessage.History page) {
    final Seat seat = RoomDesk.seat(client, page.room());
    final Scope scope = client.scope();
    final String identity = RoomDesk.session(client).identity();
    client.ok(page.id(), turns.take(scope.tenant(), () -> read(scope, page, seat, identity)));
  }

  private ServerMessage.HistoryPage read(
      final Scope scope, final ClientMessage.History page, final Seat seat, final String identity) {
    final long floor =
        seat.grants().history()
            ? 0
            : log.firstJoin(scope, page.room(), identity).orElse(Long.MAX_VALUE);
    return page.after() == null
        ? before(scope, page, seat, floor)
        : after(scope, page, seat, floor);
  }

  private ServerMessage.HistoryPage before(
      final Scope scope, final ClientMessage.History page, final Seat seat, final long floor) {
    final long before = page.before() == null ? Long.MAX_VALUE : seq(page.before(), page.room());
    final List<RoomEvent> events =
        log.readBefore(scope, page.room(), before, page.limit() + 1, types(page, seat.grants()));
    final List<RoomEvent> readable = events.stream().filter(event -> event.seq() >= floor).toList();
    final List<RoomEvent> shown = Portion.of(readable.reversed(), page.limit()).reversed();
    return new ServerMessage.HistoryPage(
        views(shown),
        shown.isEmpty() ? null : seat.room().cursor(shown.getFirst().seq()),
        shown.size() < readable.size());
  }

  private ServerMessage.HistoryPage after(
      final Scope scope, final ClientMessage.History page, final Seat seat, final long floor) {
    final long after = Math.max(seq(page.after(), page.room()), floor - 1);
    final List<RoomEvent> events = log.read(scope, page.room(), after, page.limit() + 1);
    final List<RoomEvent> read = Portion.of(events, page.limit());
    final Set<EventType> types = types(page, seat.grants());
    return new ServerMessage.HistoryPage(
        views(read.stream().filter(event -> types.contains(event.type())).toList()),
        read.isEmpty() ? page.after() : seat.room().cursor(read.getLast().seq()),
        read.size() < events.size());
  }

  private static Set<EventType> types(final ClientMessage.History page, final GrantsView grants) {
    final Set<EventType> types = EnumSet.noneOf(EventType.class);
    Stream.of(EventType.values())
        .filter(type -> page.types().isEmpty() || page.types().contains(type.wireName()))
        .filter(type -> Visibility.permits(grants, type))
        .forEach(types::add);
    return types;
  }

  private static long seq(final String cursor, final RoomId room) {
    return Cursor.parse(cursor)
        .filter(place -> place.room().equals(room))
        .map(Cursor::seq)
        .orElseThrow(
            () -> new ApiException(ErrorCode.INVALID_FRAME, "This is no cursor of this room."));
  }

  private static List<EventView> views(final List<RoomEvent> events) {
    return events.stream().map(RoomEvent::view).toList();
  }
}
