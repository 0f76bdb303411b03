package io.confab.session;

import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.protocol.ClientMessage;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.GrantsView;
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
  /** A room may be given up between finding and entering it; thrice in a row it is not. */
  private static final int TRIES = 3;

  private final LiveRooms liveRooms;
  private final Rooms rooms;
  private final RoomTemplates templates;
  private final CatchUp catchUp;

  RoomEntrance(
      final LiveRooms liveRooms,
      final Rooms rooms,
      final RoomTemplates templates,
      final CatchUp catchUp) {
    this.liveRooms = liveRooms;
    this.rooms = rooms;
    this.templates = templates;
    this.catchUp = catchUp;
  }

  /**
   * Seats the session and queues its {@code joined}, then whatever it missed.
   *
   * @throws ApiException {@code room_not_found}, {@code forbidden}, {@code banned}, {@code
   *     room_full}, {@code room_locked}, {@code already_joined}, {@code busy}
   */
  public Seat enter(final Scope scope, final Session session, final ClientMessage.Join join) {
    for (int tries = 1; ; tries++) {
      try {
        return enterOnce(scope, session, join);
      } catch (RoomClosedException e) {
        if (tries == TRIES) {
          throw new ApiException(ErrorCode.BUSY, ErrorCode.BUSY.text(), e);
        }
      }
    }
  }

  private Seat enterOnce(final Scope scope, final Session session, final ClientMessage.Join join) {
    final LiveRoom room =
        liveRooms
            .find(scope.tenant(), join.room())
            .orElseGet(() -> liveRooms.open(scope, find(scope, session, join.room()).id()));
    final VerifiedToken token = session.token();
    JoinRules.requireRoom(token, room.state().view());
    final GrantsView grants = JoinRules.grants(token, room.state().settings());
    PublishRules.require(grants, join.tracks());
    final Optional<CatchUp.Start> from =
        Optional.ofNullable(join.cursor())
            .map(
                cursor ->
                    catchUp.startFor(scope, room, cursor, session.identity(), grants.history()));
    final Seat seat = room.join(entrant(session, join, grants), from);
    from.filter(CatchUp.Start::recovered)
        .ifPresent(start -> catchUp.run(scope, room, session, start.after()));
    return seat;
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

  private static Entrant entrant(
      final Session session, final ClientMessage.Join join, final GrantsView grants) {
    final VerifiedToken token = session.token();
    return new Entrant(
        session, token.name().orElse(join.name()), token.attributes(), join.tracks(), grants);
  }
}
