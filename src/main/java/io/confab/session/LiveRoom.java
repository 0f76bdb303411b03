package io.confab.session;

import io.confab.event.RoomEvent;
import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import io.confab.problem.ApiException;
import io.confab.protocol.ClientMessage;
import io.confab.protocol.GrantsView;
import io.confab.protocol.LeaveReason;
import io.confab.protocol.ServerMessage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A room that people are in, under one lock. Whatever a member hears of the room is queued under
 * it, so that a snapshot and what follows never cross; nothing is sent or stored under it.
 */
public final class LiveRoom {
  private final RoomParts parts;
  private final ReentrantLock lock = new ReentrantLock();
  private final Roster roster;
  private final Door door;

  LiveRoom(final RoomParts parts, final RoomState state) {
    this.parts = parts;
    this.roster = new Roster(parts, this::tellLater);
    this.door = new Door(parts, roster, state);
  }

  /** The room's id. */
  public RoomId id() {
    return parts.room();
  }

  /** Whose room it is. */
  public TenantId tenant() {
    return parts.tenant();
  }

  /** A cursor into this room's log, right after the given entry. */
  public String cursor(final long seq) {
    return parts.delivery().cursor(seq);
  }

  /** The row as members see it. */
  public RoomState state() {
    return locked(door::state);
  }

  /** The meeting that runs, and the name that a member goes by in it. */
  public Speaker speaker(final Session session) {
    return locked(
        () ->
            new Speaker(
                parts.journal().meeting(), Optional.ofNullable(roster.require(session).name)));
  }

  /**
   * Seats a newcomer and queues its snapshot. The same identity's older session loses its seat here
   * and keeps its socket; a session that comes back keeps its incarnation.
   *
   * @param from where the log goes on for it; empty for the head
   * @throws ApiException {@code room_full}, {@code room_locked}, {@code already_joined}, or {@code
   *     busy} when the log takes no more
   */
  Seat join(final Entrant entrant, final Optional<CatchUp.Start> from) {
    return locked(() -> door.enter(this, entrant, from));
  }

  /** Frees a session's seat. Nothing happens if it has none. */
  public void leave(final Session session, final LeaveReason reason) {
    locked(() -> roster.of(session).map(member -> door.remove(member, reason)));
  }

  /** Takes an identity out, whichever session it sits here with; says whether it was here. */
  boolean evict(final String identity, final LeaveReason reason) {
    return locked(
        () ->
            roster
                .of(parts.participantId().apply(identity))
                .map(member -> door.remove(member, reason))
                .isPresent());
  }

  /** The member's socket is gone. Its seat is kept for the presence grace. */
  void detach(final Session session) {
    run(
        () ->
            door.detach(
                session,
                absence ->
                    parts
                        .timers()
                        .after(
                            parts.config().presenceGrace(),
                            () -> run(() -> door.expire(session, absence)))));
  }

  /** The member's client has a new socket and is about to join again: keep its seat for it. */
  void expect(final Session session) {
    run(
        () -> {
          roster.of(session).ifPresent(member -> member.returning = true);
        });
  }

  /**
   * Passes a signal on, word for word, from whom it really comes.
   *
   * @throws ApiException {@code not_joined}, or {@code peer_unreachable} when the addressed
   *     incarnation is not here
   */
  public void relay(final Session session, final ClientMessage.Signal signal) {
    run(
        () -> {
          final Member from = roster.require(session);
          final Member to = roster.require(signal.to(), signal.incarnation());
          roster.introduce(from);
          to.session.send(
              new ServerMessage.Signal(
                  parts.room(),
                  from.id,
                  from.incarnation,
                  to.session.nextSignal(),
                  signal.payload()));
        });
  }

  /**
   * Sends a passing message to some or all of the others.
   *
   * @param to whom; null means all others, and who is gone is passed over
   * @param message makes the frame from the sender's id
   */
  public void send(
      final Session session,
      final Collection<ParticipantId> to,
      final Function<ParticipantId, ServerMessage> message) {
    run(
        () -> {
          final Member from = roster.require(session);
          final Frame frame = Frame.of(parts.codec().encode(message.apply(from.id)));
          roster.introduce(from);
          roster.all().stream()
              .filter(member -> member != from && (to == null || to.contains(member.id)))
              .forEach(member -> member.session.send(frame));
        });
  }

  /** Changes what the others see of a member. */
  public void update(final Session session, final ClientMessage.Update update) {
    run(
        () -> {
          final Member member = roster.require(session);
          member.show(update.name(), update.attributes(), update.tracks());
          roster.changed(member);
        });
  }

  /** Applies the grants of a newer token. Being hidden or not stays as it was at the join. */
  public void regrant(final Session session, final GrantsView grants) {
    run(
        () -> {
          final Member member = roster.require(session);
          if (member.isHidden() == grants.hidden() && !member.grants.equals(grants)) {
            member.grants = grants;
            member.takeSeatIn(this);
            roster.changed(member);
          }
        });
  }

  /** Takes the row as it is now. Members hear of a change through the log. */
  void refresh(final RoomState newer) {
    run(() -> door.refresh(newer));
  }

  /** Takes everybody out and lets nobody in again. */
  void close(final LeaveReason reason) {
    run(() -> door.close(reason));
  }

  /** Ends the meeting and closes the room if nobody is in it; says whether it is closed. */
  boolean closeIfEmpty() {
    return locked(door::closeIfEmpty);
  }

  /** The next entry of the log goes to all who stand right before it. */
  void deliver(final RoomEvent event) {
    run(() -> parts.delivery().arrive(event, roster.all()));
  }

  /** Sends a member a page of what it missed; gives where it then stands while it lags behind. */
  Optional<Long> catchUp(final Session session, final List<RoomEvent> page) {
    return locked(
        () ->
            roster
                .of(session)
                .map(
                    member -> {
                      page.forEach(event -> parts.delivery().deliver(event, List.of(member)));
                      return member.position;
                    })
                .filter(position -> position < parts.delivery().head()));
  }

  /** The last entry delivered, once members have been told what they were not shown. */
  long head() {
    return locked(
        () -> {
          roster.all().forEach(parts.delivery()::tellUnseen);
          return parts.delivery().head();
        });
  }

  /** How many are in it. */
  int size() {
    return locked(() -> roster.all().size());
  }

  private void tellLater() {
    parts.timers().after(parts.config().presenceGather(), () -> run(roster::tell));
  }

  private void run(final Runnable action) {
    locked(
        () -> {
          action.run();
          return null;
        });
  }

  private <T> T locked(final Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
