package io.confab.session;

import io.confab.id.ParticipantId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.LeaveReason;
import io.confab.protocol.ParticipantView;
import io.confab.protocol.ServerMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is in a room, and what the members have been told of it. Guarded by the room's lock. */
final class Roster {
  private final RoomParts parts;
  private final Runnable tellLater;
  private final Map<ParticipantId, Member> members = new LinkedHashMap<>();
  private final PresenceDiff diff = new PresenceDiff();
  private Instant toldAt = Instant.EPOCH;
  private boolean telling;

  /** A roster that calls {@code tellLater} to have {@link #tell} run after the gathering time. */
  Roster(final RoomParts parts, final Runnable tellLater) {
    this.parts = parts;
    this.tellLater = tellLater;
  }

  Collection<Member> all() {
    return members.values();
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  long visible() {
    return members.values().stream().filter(member -> !member.isHidden()).count();
  }

  Optional<Member> of(final ParticipantId participant) {
    return Optional.ofNullable(members.get(participant));
  }

  Optional<Member> of(final Session session) {
    return Optional.ofNullable(session.seats().get(parts.room()))
        .flatMap(seat -> of(seat.participant()))
        .filter(member -> member.session == session);
  }

  Member require(final Session session) {
    return of(session)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_JOINED, ErrorCode.NOT_JOINED.text()));
  }

  /** The addressed incarnation; {@code peer_unreachable} if it is not here. */
  Member require(final ParticipantId participant, final long incarnation) {
    return of(participant)
        .filter(member -> member.incarnation == incarnation)
        .orElseThrow(
            () -> new ApiException(ErrorCode.PEER_UNREACHABLE, ErrorCode.PEER_UNREACHABLE.text()));
  }

  /** Everybody else, as a newcomer is shown them. */
  List<ParticipantView> snapshotFor(final Member self) {
    diff.snapshotTaken();
    return members.values().stream()
        .filter(member -> member != self && !member.isHidden())
        .map(Member::view)
        .toList();
  }

  /** Adds a member in the place of an older one of the same identity, and notes both. */
  void add(final Member member, final Optional<Member> older) {
    older.ifPresent(replaced -> takeOut(replaced, LeaveReason.REPLACED));
    if (!member.isHidden()) {
      parts.journal().joined(member);
      diff.joined(member);
      publish(member);
    }
    members.put(member.id, member);
    scheduleTelling();
  }

  /** Seats those of whom the log says that they are in: nobody need be told. */
  void settle(final Collection<Member> settling) {
    settling.forEach(
        member -> {
          members.put(member.id, member);
          publish(member);
        });
  }

  /** Puts a member whose client is back into the place that was kept for it. */
  void goOn(final Member member) {
    members.put(member.id, member);
    changed(member);
  }

  void changed(final Member member) {
    if (!member.isHidden()) {
      diff.updated(member);
      publish(member);
      scheduleTelling();
    }
  }

  /** Takes a member out and notes it, unless the log is gone with the room. */
  void remove(final Member member, final LeaveReason reason) {
    takeOut(member, reason);
    scheduleTelling();
  }

  private void takeOut(final Member member, final LeaveReason reason) {
    members.remove(member.id);
    member.session.leaveSeat(parts.room());
    if (reason != LeaveReason.CONNECTION_LOST) {
      member.session.send(new ServerMessage.Left(parts.room(), reason));
    }
    if (member.isHidden()) {
      return;
    }
    parts.presence().remove(parts.tenant(), parts.room(), member.id, member.incarnation);
    if (reason != LeaveReason.ROOM_DELETED) {
      parts.journal().left(member, reason);
    }
    diff.left(
        new ServerMessage.Departure(
            member.id, member.incarnation, member.session.identity(), reason));
  }

  /** Tells the members what changed, at once. */
  void tell() {
    telling = false;
    toldAt = parts.clock().instant();
    diff.take(parts.room(), members)
        .map(presence -> Frame.of(parts.codec().encode(presence)))
        .ifPresent(frame -> members.values().forEach(member -> member.send(frame)));
  }

  /** Makes sure the members know of a member before they hear from it. */
  void introduce(final Member member) {
    if (diff.withholds(member.id)) {
      tell();
    }
  }

  /** The first change is told at once; those right after it wait for each other. */
  private void scheduleTelling() {
    if (telling || diff.isEmpty()) {
      return;
    }
    final Instant quietUntil = toldAt.plus(parts.config().presenceGather());
    if (parts.clock().instant().isAfter(quietUntil)) {
      tell();
    } else {
      telling = true;
      tellLater.run();
    }
  }

  private void publish(final Member member) {
    parts.presence().put(parts.tenant(), parts.room(), member.id, parts.entry().apply(member));
  }
}
