package io.confab.session;

import io.confab.id.RoomId;
import io.confab.limit.Limits;
import io.confab.limit.Turns;
import io.confab.problem.ApiException;
import io.confab.protocol.ClientMessage;
import io.confab.protocol.ErrorCode;
import io.confab.room.Room;
import io.confab.room.RoomOptions;
import io.confab.room.RoomTemplates;
import io.confab.room.Rooms;
import io.confab.room.VerifiedToken;
import io.confab.tenant.Scope;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The way into a room: finds or makes it, checks what the token permits, seats the session, and
 * brings it up to date. Blocks on a cold room; a live one costs no database.
 */
@Singleton
public final class RoomEntrance {
  private final LiveRooms liveRooms;
  private final Rooms rooms;
  private final RoomTemplates templates;
  private final CatchUp catchUp;
  private final Turns turns;
  private final QueueBounds bounds;
  private final Limits limits;

  RoomEntrance(
      final LiveRooms liveRooms,
      final Rooms rooms,
      final RoomTemplates templates,
      final CatchUp catchUp,
      final Turns turns,
      final QueueBounds bounds,
      final Limits limits) {
    this.liveRooms = liveRooms;
    this.rooms = rooms;
    this.templates = templates;
    this.catchUp = catchUp;
    this.turns = turns;
    this.bounds = bounds;
    this.limits = limits;
  }

  /**
   * Seats the session and queues its {@code joined}. What it missed follows from another thread.
   *
   * @param connection the socket over which the client asks
   * @throws ApiException {@code room_not_found}, {@code forbidden}, {@code banned}, {@code
   *     room_full}, {@code room_locked}, {@code already_joined}, {@code quota_exceeded}, {@code
   *     unavailable}
   */
  public void enter(
      final Scope scope,
      final Session session,
      final Connection connection,
      final ClientMessage.Join join) {
    while (true) {
      final LiveRoom room = room(scope, session, join.room());
      requireAnotherSeat(session, room);
      try {
        enter(scope, room, session, connection, join);
        return;
      } catch (RoomClosedException e) {
        liveRooms.forget(room);
      }
    }
  }

  private void enter(
      final Scope scope,
      final LiveRoom room,
      final Session session,
      final Connection connection,
      final ClientMessage.Join join) {
    final VerifiedToken token = session.token();
    final CatchUp.Start from =
        join.cursor() == null
            ? CatchUp.Start.NOW
            : catchUp.startFor(
                scope, room, join.cursor(), session.identity(), token.grants().history());
    final String name = token.name().orElse(join.name());
    room.join(new Entrant(session, connection, name, token.attributes(), join.tracks()), from);
    bounds.apply(connection, session);
    catchUp.start(scope, room, session, connection);
  }

  private LiveRoom room(final Scope scope, final Session session, final String nameOrId) {
    return liveRooms
        .find(scope.tenant(), nameOrId)
        .orElseGet(
            () ->
                turns.take(
                    scope.tenant(),
                    () -> liveRooms.open(scope, find(scope, session, nameOrId).id())));
  }

  private void requireAnotherSeat(final Session session, final LiveRoom room) {
    if (!session.seats().containsKey(room.id())
        && session.seats().size() >= limits.roomsPerSession()) {
      throw new ApiException(
          ErrorCode.QUOTA_EXCEEDED,
          "A connection may be in %d rooms at a time.".formatted(limits.roomsPerSession()));
    }
  }

  /** The room's row; made on the way where the token or its key's rule says so. */
  private Room find(final Scope scope, final Session session, final String nameOrId) {
    final VerifiedToken token = session.token();
    if (!nameOrId.startsWith(RoomId.PREFIX)) {
      JoinRules.requireName(token, nameOrId);
    }
    final Optional<RoomOptions> template = templates.templateFor(token, nameOrId);
    return rooms.forJoin(
        scope,
        nameOrId,
        template.isPresent() || token.grants().create(),
        template.orElse(RoomOptions.NONE));
  }
}
