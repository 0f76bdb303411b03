package io.confab.session;

import io.confab.id.ParticipantId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.LeaveReason;
import io.confab.protocol.ServerMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Who may enter a room, and what they are told at the door. Guarded by the room's lock. */
final class Door {
  private final RoomParts parts;
  private final Roster roster;
  private RoomState state;
  private long lastIncarnation;
  private boolean shut;

  Door(final RoomParts parts, final Roster roster, final RoomState state) {
    this.parts = parts;
    this.roster = roster;
    this.state = state;
  }

  RoomState state() {
    return state;
  }

  void refresh(final RoomState newer) {
    state = newer;
  }

  /** Takes everybody out and lets nobody in any more. */
  void close(final LeaveReason reason) {
    List.copyOf(roster.all()).forEach(member -> roster.remove(member, reason));
    shut = true;
  }

  /** Ends the meeting and shuts, if nobody is in; says whether it is shut. */
  boolean closeIfEmpty() {
    if (roster.isEmpty() && !shut) {
      parts.journal().endMeeting(parts.clock().instant());
      shut = true;
    }
    return shut;
  }

  /** Seats a newcomer, or a session that comes back, and queues its snapshot. */
  Seat enter(final LiveRoom room, final Entrant entrant, final Optional<CatchUp.Start> from) {
    final ParticipantId id = parts.participantId().apply(entrant.session().identity());
    final Optional<Member> before = roster.of(id);
    if (before.isPresent() && before.get().session == entrant.session()) {
      return comeBack(room, before.get(), from);
    }
    requireRoomFor(entrant, before.isPresent());
    before.ifPresent(older -> roster.remove(older, LeaveReason.REPLACED));
    final Instant now = parts.clock().instant();
    lastIncarnation = Math.max(lastIncarnation + 1, now.toEpochMilli());
    final Member member = new Member(id, lastIncarnation, entrant, now);
    roster.add(member);
    return seat(room, member, from);
  }

  /** Keeps the seat of a lost socket. {@code later} gets the number of this absence. */
  void detach(final Session session, final IntConsumer later) {
    roster
        .of(session)
        .filter(member -> !member.reconnecting)
        .ifPresent(
            member -> {
              member.reconnecting = true;
              roster.changed(member);
              later.accept(++member.absences);
            });
  }

  /** Frees a seat whose absence was not ended in time. */
  void expire(final Session session, final int absence) {
    roster
        .of(session)
        .filter(member -> member.reconnecting && member.absences == absence)
        .ifPresent(member -> remove(member, LeaveReason.CONNECTION_LOST));
  }

  /** Frees a seat; once the last is free, the meeting's end comes into sight. */
  Member remove(final Member member, final LeaveReason reason) {
    roster.remove(member, reason);
    if (roster.isEmpty()) {
      parts.timers().after(state.emptyTimeout(), parts.whenEmpty());
    }
    return member;
  }

  private Seat comeBack(
      final LiveRoom room, final Member member, final Optional<CatchUp.Start> from) {
    if (!member.reconnecting && !member.returning) {
      throw new ApiException(ErrorCode.ALREADY_JOINED, ErrorCode.ALREADY_JOINED.text());
    }
    member.returning = false;
    member.unseen = 0;
    if (member.reconnecting) {
      member.reconnecting = false;
      roster.changed(member);
    }
    return seat(room, member, from);
  }

  private Seat seat(final LiveRoom room, final Member member, final Optional<CatchUp.Start> from) {
    member.position = from.map(CatchUp.Start::after).orElse(parts.delivery().head());
    member.session.send(
        new ServerMessage.Joined(
            state.view(),
            parts.journal().meeting().orElse(null),
            member.view(),
            roster.othersThan(member),
            member.grants,
            parts.delivery().cursor(member.position),
            from.map(CatchUp.Start::recovered).orElse(true),
            parts.delivery().head() - member.position));
    return member.takeSeatIn(room);
  }

  private void requireRoomFor(final Entrant entrant, final boolean takesOver) {
    if (shut) {
      throw new RoomClosedException();
    }
    if (state.isBanned(entrant.session().identity(), parts.clock().instant())) {
      throw new ApiException(ErrorCode.BANNED, ErrorCode.BANNED.text());
    }
    if (state.settings().locked() && !takesOver && !entrant.grants().moderate()) {
      throw new ApiException(ErrorCode.ROOM_LOCKED, ErrorCode.ROOM_LOCKED.text());
    }
    if (!takesOver
        && !entrant.grants().hidden()
        && roster.visible() >= state.settings().maxParticipants()) {
      throw new ApiException(ErrorCode.ROOM_FULL, ErrorCode.ROOM_FULL.text());
    }
  }
}
