package io.confab.session;

import io.confab.event.RoomEvent;
import io.confab.id.ParticipantId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.GrantsView;
import io.confab.protocol.LeaveReason;
import io.confab.protocol.ParticipantView;
import io.confab.protocol.ServerMessage;
import io.confab.protocol.TrackView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Who may enter a room, and what they are told at the door. Guarded by the room's lock. */
final class Door {
  /** How long an opened room waits for its first member. */
  private static final Duration ARRIVAL = Duration.ofSeconds(10);

  private final RoomParts parts;
  private final Roster roster;
  private final Lull lull;
  private final Grace grace;
  private RoomState state;
  private long lastIncarnation;
  private boolean shut;

  /**
   * The door of a room that nobody is in.
   *
   * @param underLock runs, on another thread, what has to hold the room's lock
   */
  Door(
      final RoomParts parts,
      final Roster roster,
      final RoomState state,
      final Consumer<Runnable> underLock) {
    this.parts = parts;
    this.roster = roster;
    this.state = state;
    this.lull = new Lull(parts, roster, underLock);
    this.grace = new Grace(parts, roster, underLock, this::expire);
  }

  RoomState state() {
    return state;
  }

  /** Takes the row as it is now: who may not be here has to go, and grants follow the features. */
  void refresh(final RoomState newer) {
    state = newer;
    final Instant now = parts.clock().instant();
    for (final Member member : List.copyOf(roster.all())) {
      if (state.isBanned(member.session.identity(), now)) {
        remove(member, LeaveReason.BANNED);
      } else {
        regrant(member);
      }
    }
  }

  /** Applies what the member's token grants in this room as it is now, which may be nothing. */
  void regrant(final Member member) {
    if (member.isSettling()) {
      return;
    }
    if (!JoinRules.opens(member.session.token(), state.view())) {
      remove(member, LeaveReason.REMOVED);
      return;
    }
    final GrantsView before = member.grants();
    member.grant(grants(member.session));
    if (!member.grants().equals(before)) {
      member.session.changeSeat(member.seat());
      roster.changed(member);
    }
  }

  /** Takes everybody out and lets nobody in any more. */
  void close(final LeaveReason reason) {
    List.copyOf(roster.all()).forEach(member -> roster.remove(member, reason));
    shut = true;
  }

  /**
   * Gives an opened room to whoever opened it, for a while at least; and keeps the seats of those
   * who had not left it by its log, for the presence grace.
   */
  void awaitArrival(final LiveRoom room, final List<RoomEvent> joins) {
    final List<Member> settling =
        joins.stream().map(RoomJournal::joined).map(join -> Member.settling(room, join)).toList();
    roster.settle(settling);
    settling.forEach(
        member -> {
          lastIncarnation = Math.max(lastIncarnation, member.incarnation);
          grace.give(member);
        });
    beginLull(ARRIVAL);
  }

  /** Shuts if nobody is in and the log tells it all; says whether it is shut. */
  boolean shutIfIdle() {
    shut |= roster.isEmpty() && parts.journal().isSettled();
    return shut;
  }

  /** Seats a newcomer, or a session that comes back, and queues its snapshot. */
  Seat enter(final LiveRoom room, final Entrant entrant, final CatchUp.Start from) {
    if (shut) {
      throw new RoomClosedException();
    }
    JoinRules.requireRoom(entrant.session().token(), state.view());
    final GrantsView grants = grants(entrant.session());
    PublishRules.require(grants, entrant.tracks());
    final ParticipantId id = parts.participantId().apply(entrant.session().identity());
    final Optional<Member> before = roster.of(id);
    if (before.isPresent() && before.get().session == entrant.session()) {
      return comeBack(before.get(), entrant, grants, from);
    }
    if (before.isPresent() && before.get().isSettlingFor(entrant.session())) {
      return goOn(before.get(), entrant, grants, from);
    }
    requireRoomFor(entrant, grants, before.isPresent());
    parts.journal().requireCapacity();
    final Instant now = parts.clock().instant();
    lastIncarnation = Math.max(lastIncarnation + 1, now.toEpochMilli());
    final Member member = new Member(room, id, lastIncarnation, entrant, grants, now);
    takeSeat(member, entrant);
    member.show(null, null, placed(member, entrant));
    roster.add(member, before);
    return welcome(member, from);
  }

  /** Those who are away. */
  Grace grace() {
    return grace;
  }

  /** Frees a seat. */
  void remove(final Member member, final LeaveReason reason) {
    roster.remove(member, reason);
    if (roster.isEmpty()) {
      beginLull(Duration.ZERO);
    }
  }

  /** Nobody is in. If that lasts, the meeting ends. */
  private void beginLull(final Duration atLeast) {
    lull.begin(state.emptyTimeout().compareTo(atLeast) < 0 ? atLeast : state.emptyTimeout());
  }

  private void expire(final Member member) {
    remove(member, LeaveReason.CONNECTION_LOST);
  }

  private Seat comeBack(
      final Member member,
      final Entrant entrant,
      final GrantsView grants,
      final CatchUp.Start from) {
    if (member.joinedOver(entrant.connection())) {
      throw new ApiException(ErrorCode.ALREADY_JOINED, ErrorCode.ALREADY_JOINED.text());
    }
    final ParticipantView before = member.view();
    takeSeat(member, entrant);
    member.moveTo(entrant.connection());
    member.graces++;
    member.reconnecting = false;
    member.unseen = 0;
    member.grant(grants);
    member.show(entrant.name(), null, placed(member, entrant));
    member.session.changeSeat(member.seat());
    if (!member.view().equals(before)) {
      roster.changed(member);
    }
    return welcome(member, from);
  }

  /** The room was lost with its node, the client was not: nobody has to know. */
  private Seat goOn(
      final Member settling,
      final Entrant entrant,
      final GrantsView grants,
      final CatchUp.Start from) {
    requireRoomFor(entrant, grants, true);
    final Member member = settling.replacedBy(entrant, grants);
    takeSeat(member, entrant);
    member.show(null, null, placed(member, entrant));
    roster.goOn(member);
    final Seat seat = welcome(member, from);
    settling
        .session
        .signalsOf(parts.room())
        .forEach(held -> entrant.session().sendSignal(held, parts.clock().instant()));
    return seat;
  }

  private static void takeSeat(final Member member, final Entrant entrant) {
    if (!entrant.session().takeSeat(member.seat(), entrant.connection())) {
      throw new ApiException(ErrorCode.SESSION_REPLACED, ErrorCode.SESSION_REPLACED.text());
    }
  }

  /** A full stage keeps nobody out: such tracks are left away, and the snapshot shows it. */
  private List<TrackView> placed(final Member member, final Entrant entrant) {
    return PublishRules.placed(member, entrant.tracks(), roster.all(), parts.limits());
  }

  private Seat welcome(final Member member, final CatchUp.Start from) {
    final long head = parts.delivery().head();
    member.position = from.after().orElse(head);
    member.send(
        new ServerMessage.Joined(
            state.view(),
            parts.journal().meeting().orElse(null),
            member.view(),
            roster.snapshotFor(member),
            member.grants(),
            parts.delivery().cursor(member.position),
            from.recovered(),
            Math.max(0, head - member.position)));
    return member.seat();
  }

  /** What a session may do here, by its token and the room as they are now. */
  private GrantsView grants(final Session session) {
    return JoinRules.grants(session.token(), state.settings());
  }

  private void requireRoomFor(
      final Entrant entrant, final GrantsView grants, final boolean takesOver) {
    if (state.isBanned(entrant.session().identity(), parts.clock().instant())) {
      throw new ApiException(ErrorCode.BANNED, ErrorCode.BANNED.text());
    }
    if (state.settings().locked() && !takesOver && !grants.moderate()) {
      throw new ApiException(ErrorCode.ROOM_LOCKED, ErrorCode.ROOM_LOCKED.text());
    }
    if (!takesOver && !grants.hidden() && roster.visible() >= state.settings().maxParticipants()) {
      throw new ApiException(ErrorCode.ROOM_FULL, ErrorCode.ROOM_FULL.text());
    }
  }
}
