package io.confab.session;

import io.confab.event.RoomEvent;
import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import io.confab.problem.ApiException;
import io.confab.protocol.ClientMessage;
import io.confab.protocol.LeaveReason;
import io.confab.protocol.ServerMessage;
import java.time.Instant;
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
    this.door = new Door(parts, roster, state, this::run);
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
                parts.journal().meeting(), Optional.ofNullable(roster.require(session).name())));
  }

  /**
   * Seats a newcomer and queues its snapshot. The same identity's older session loses its seat here
   * and keeps its socket; a session that comes back keeps its incarnation.
   *
   * @throws ApiException {@code banned}, {@code room_full}, {@code room_locked}, {@code
   *     already_joined}, {@code forbidden} for a track, or {@code unavailable} when the log takes
   *     no more
   */
  Seat join(final Entrant entrant, final CatchUp.Start from) {
    return locked(() -> door.enter(this, entrant, from));
  }

  /** Frees a session's seat. Nothing happens if it has none. */
  public void leave(final Session session, final LeaveReason reason) {
    run(() -> roster.of(session).ifPresent(member -> door.remove(member, reason)));
  }

  /** Takes an identity out, whichever session it sits here with. */
  void evict(final String identity, final LeaveReason reason) {
    final ParticipantId participant = parts.participantId().apply(identity);
    run(() -> roster.of(participant).ifPresent(member -> door.remove(member, reason)));
  }

  /** Heeds a ban at once: who is put out might be back before the rows are read again. */
  void takeBan(final String identity, final Instant until) {
    run(() -> door.refresh(door.state().banning(identity, until)));
  }

  /** The member's socket is gone. Its seat is kept for the presence grace. */
  void detach(final Session session) {
    run(() -> door.grace().detach(session));
  }

  /** The member's client has a new socket and is about to join again. Its seat is kept as long. */
  void expect(final Session session) {
    run(() -> door.grace().expect(session));
  }

  /**
   * Passes a signal on, word for word, from whom it really comes.
   *
   * @return whether it was sent; for who is reconnecting it waits
   * @throws ApiException {@code not_joined}, or {@code peer_unreachable} when the addressed
   *     incarnation is not here
   */
  public boolean relay(final Session session, final ClientMessage.Signal signal) {
    return locked(
        () -> {
          final Member from = roster.require(session);
          final Member to = roster.require(signal.to(), signal.incarnation());
          roster.introduce(from);
          return to.session.sendSignal(
              new ServerMessage.Signal(
                  parts.room(), from.id, from.incarnation, 0, signal.payload()),
              parts.clock().instant());
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

  /**
   * Changes what the others see of a member.
   *
   * @throws ApiException {@code not_joined}, {@code forbidden} or {@code publishers_full}
   */
  public void update(final Session session, final ClientMessage.Update update) {
    run(
        () -> {
          final Member member = roster.require(session);
          if (update.tracks() != null) {
            PublishRules.require(member.grants(), update.tracks());
            PublishRules.requirePlaces(member, update.tracks(), roster.all(), parts.limits());
          }
          member.show(update.name(), update.attributes(), update.tracks());
          roster.changed(member);
        });
  }

  /**
   * Applies the session's present token, if it sits here: its grants, or that it may not be here.
   */
  public void regrant(final Session session) {
    run(() -> roster.of(session).ifPresent(door::regrant));
  }

  /** Takes the row as it is now. Members hear of a change through the log. */
  void refresh(final RoomState newer) {
    run(() -> door.refresh(newer));
  }

  /** Takes everybody out and lets nobody in again. */
  void close(final LeaveReason reason) {
    run(() -> door.close(reason));
  }

  /** Waits for those who were in when the room was last held, and for somebody at all. */
  void awaitArrival(final List<RoomEvent> joins) {
    run(() -> door.awaitArrival(this, joins));
  }

  /** Shuts if nobody is in and the log tells it all; says whether it is shut. */
  boolean shutIfIdle() {
    return locked(door::shutIfIdle);
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

  /** The last entry delivered. */
  long head() {
    return locked(parts.delivery()::head);
  }

  /** As {@link #head}, once the member was told how far the entries reach that it may not see. */
  long tellHead(final Session session) {
    return locked(
        () -> {
          roster.of(session).ifPresent(parts.delivery()::tellUnseen);
          return parts.delivery().head();
        });
  }

  /** Tells a log that was restored from an older copy from the one before. */
  long epoch() {
    return parts.delivery().epoch();
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
