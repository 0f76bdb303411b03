package io.confab.session;

import io.confab.id.RoomId;
import io.confab.id.SessionId;
import io.confab.id.TenantId;
import io.confab.protocol.CloseCode;
import io.confab.protocol.ServerMessage;
import io.confab.room.VerifiedToken;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * A client's stay: it begins with {@code hello}, outlives its socket for a while, and holds the
 * rooms the client is in. An identity may have several.
 *
 * <p>Its own lock is taken inside a room's, never the other way about.
 */
public final class Session {
  private final SessionId id;
  private final TenantId tenant;
  private final String identity;
  private final ConcurrentMap<RoomId, Seat> seats = new ConcurrentHashMap<>();
  private volatile VerifiedToken token;
  private volatile Connection connection;
  private final SignalTail signals = new SignalTail();
  private final Map<RoomId, Long> claimed;
  private VerifiedToken warnedOf;
  private int generation;
  private int shown;
  private int absences;
  private boolean ended;

  private Session(
      final SessionId id,
      final TenantId tenant,
      final String identity,
      final VerifiedToken token,
      final Map<RoomId, Long> claimed) {
    this.id = id;
    this.tenant = tenant;
    this.identity = identity;
    this.token = token;
    this.claimed = claimed;
  }

  /** A session without a socket yet. */
  static Session begun(final VerifiedToken token) {
    return new Session(SessionId.random(), token.tenant(), token.identity(), token, Map.of());
  }

  /** The session of a ticket that another node has issued, or this one before it was restarted. */
  static Session claimed(final ResumeClaim claim, final VerifiedToken token, final long seen) {
    final Session session =
        new Session(claim.session(), token.tenant(), token.identity(), token, claim.incarnations());
    session.generation = claim.generation();
    session.signals.startAfter(seen);
    return session;
  }

  /** Stands for a client that was in a room and is expected back; has no token and no socket. */
  static Session awaited(final TenantId tenant, final String identity) {
    return new Session(SessionId.random(), tenant, identity, null, Map.of());
  }

  /** The session's id. */
  public SessionId id() {
    return id;
  }

  /** Whose it is. */
  public TenantId tenant() {
    return tenant;
  }

  /** Who it is, from the token's {@code sub}. */
  public String identity() {
    return identity;
  }

  /** How many sockets it has had. */
  synchronized int generation() {
    return generation;
  }

  /** Whether its ticket says that it sat in the room with this incarnation. */
  boolean claims(final RoomId room, final long incarnation) {
    return claimed.getOrDefault(room, 0L) == incarnation;
  }

  /** The token that holds now. */
  public VerifiedToken token() {
    return token;
  }

  /** Replaces the token by one that the client brought. */
  public synchronized void renew(final VerifiedToken brought) {
    token = brought;
  }

  /** Replaces a token by its renewal, unless the client has brought another meanwhile. */
  synchronized boolean renew(final VerifiedToken ending, final VerifiedToken renewed) {
    if (token != ending) {
      return false;
    }
    token = renewed;
    return true;
  }

  /** Whether the client has yet to hear that this token ends; says yes once. */
  synchronized boolean warnOf(final VerifiedToken ending) {
    final boolean first = warnedOf != ending;
    warnedOf = ending;
    return first;
  }

  /** The socket, unless the session waits for its client to come back. */
  public Optional<Connection> connection() {
    return Optional.ofNullable(connection);
  }

  /**
   * Goes on with another socket, and closes the one before; not if the session has ended or the
   * ticket is older than one that was shown already. One that is shown again counts: the {@code
   * welcome} with the next may be what was lost, any number of times.
   *
   * @param known the generation that the client knows
   * @param seen the last signal that it has seen
   * @param greeting queues the first frames, ahead of whatever others send to the session; is told
   *     whether signals are lost
   */
  synchronized boolean moveTo(
      final Connection next, final int known, final long seen, final Consumer<Boolean> greeting) {
    if (ended || known < shown) {
      return false;
    }
    shown = known;
    generation++;
    greeting.accept(signals.lacks(seen));
    final Connection before = connection;
    connection = next;
    signals.after(seen).forEach(this::send);
    if (before != null) {
      before.close(CloseCode.SESSION_REPLACED);
    }
    return true;
  }

  /** Gives a socket up; gives the number of this absence, or 0 if it was not the present socket. */
  synchronized int lose(final Connection gone) {
    if (connection != gone) {
      return 0;
    }
    connection = null;
    return ++absences;
  }

  /** Ends with its socket, unless that is not the present one. */
  synchronized boolean endWith(final Connection gone) {
    if (connection != gone || ended) {
      return false;
    }
    connection = null;
    ended = true;
    return true;
  }

  /** Ends if the client has been away ever since this absence began. */
  synchronized boolean endAfter(final int absence) {
    if (connection != null || absences != absence || ended) {
      return false;
    }
    ended = true;
    return true;
  }

  /** The rooms it is in. */
  public Map<RoomId, Seat> seats() {
    return seats;
  }

  /** Which of its joins it sits in each room with; or sat, and has not come back there yet. */
  Map<RoomId, Long> incarnations() {
    final Map<RoomId, Long> all = new HashMap<>(seats.isEmpty() ? claimed : Map.of());
    seats.values().forEach(seat -> all.put(seat.room().id(), seat.incarnation()));
    return all;
  }

  /** Members of all its rooms, itself among them. */
  public long neighbours() {
    return seats.values().stream().mapToLong(seat -> seat.room().size()).sum();
  }

  /**
   * Takes a seat for the client that asked for it over this socket. Not if that socket is gone: a
   * seat is freed by the end of its socket or session, so none may be taken after that.
   */
  synchronized boolean takeSeat(final Seat seat, final Connection asking) {
    if (ended || connection != asking) {
      return false;
    }
    seats.put(seat.room().id(), seat);
    return true;
  }

  /** Changes a seat that it has. */
  void changeSeat(final Seat seat) {
    seats.replace(seat.room().id(), seat);
  }

  synchronized void leaveSeat(final RoomId room) {
    seats.remove(room);
    signals.forget(room);
  }

  /** Queues a frame; without a socket it is dropped, and the log will tell what mattered. */
  void send(final Frame frame) {
    connection().ifPresent(present -> present.send(frame));
  }

  /** Queues a frame for this session alone. */
  public void send(final ServerMessage message) {
    connection().ifPresent(present -> present.send(message));
  }

  /**
   * Numbers a signal and queues it; from whatever room, in that order.
   *
   * @return whether there is a socket; without one the signal waits for the next
   */
  synchronized boolean sendSignal(final ServerMessage.Signal signal, final Instant now) {
    send(signals.add(signal, now));
    return connection != null;
  }

  /** The signals of a room that are kept, in order. */
  synchronized List<ServerMessage.Signal> signalsOf(final RoomId room) {
    return signals.of(room);
  }

  /** Forgets signals so old that no resume asks for them. */
  synchronized void forgetSignals(final Instant now) {
    signals.forgetBefore(now);
  }
}
