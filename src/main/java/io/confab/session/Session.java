package io.confab.session;

import io.confab.id.RoomId;
import io.confab.id.SessionId;
import io.confab.id.TenantId;
import io.confab.protocol.CloseCode;
import io.confab.protocol.ServerMessage;
import io.confab.room.VerifiedToken;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongFunction;

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
  private VerifiedToken warnedOf;
  private long signals;
  private int absences;
  private boolean ended;

  /** A session without a socket yet. */
  Session(final SessionId id, final VerifiedToken token) {
    this.id = id;
    this.tenant = token.tenant();
    this.identity = token.identity();
    this.token = token;
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
   * Goes on with another socket, and closes the one before; not if the session has ended.
   *
   * @param greeting queues the first frames, ahead of whatever others send to the session
   */
  synchronized boolean moveTo(final Connection next, final Runnable greeting) {
    if (ended) {
      return false;
    }
    greeting.run();
    final Connection before = connection;
    connection = next;
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

  void leaveSeat(final RoomId room) {
    seats.remove(room);
  }

  /** Queues a frame; without a socket it is dropped, and the log will tell what mattered. */
  void send(final Frame frame) {
    final Connection present = connection;
    if (present != null) {
      present.send(frame);
    }
  }

  /** Queues a frame for this session alone. */
  public void send(final ServerMessage message) {
    final Connection present = connection;
    if (present != null) {
      present.send(message);
    }
  }

  /** Queues a signal, made from its number in this session; from whatever room, in that order. */
  synchronized void sendSignal(final LongFunction<ServerMessage> numbered) {
    send(numbered.apply(++signals));
  }
}
