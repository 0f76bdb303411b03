package io.confab.session;

import io.confab.id.RoomId;
import io.confab.id.SessionId;
import io.confab.id.TenantId;
import io.confab.protocol.ServerMessage;
import io.confab.room.VerifiedToken;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client's stay: it begins with {@code hello}, outlives its socket for a while, and holds the
 * rooms the client is in. An identity may have several.
 */
public final class Session {
  private final SessionId id;
  private final TenantId tenant;
  private final String identity;
  private final ConcurrentMap<RoomId, Seat> seats = new ConcurrentHashMap<>();
  private final AtomicLong signals = new AtomicLong();
  private volatile VerifiedToken token;
  private volatile Connection connection;
  private VerifiedToken warnedOf;

  /** Begins on this connection. */
  Session(final SessionId id, final VerifiedToken token, final Connection connection) {
    this.id = id;
    this.tenant = token.tenant();
    this.identity = token.identity();
    this.token = token;
    this.connection = connection;
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

  /** Replaces the token by a newer one of the same identity. */
  public void renew(final VerifiedToken newer) {
    token = newer;
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

  /** Moves to another socket, and gives back the one before. */
  synchronized Optional<Connection> moveTo(final Connection next) {
    final Connection before = connection;
    connection = next;
    return Optional.ofNullable(before);
  }

  /** Gives a socket up, unless the session has moved on to another; says whether it did. */
  synchronized boolean leaveConnection(final Connection gone) {
    if (connection != gone) {
      return false;
    }
    connection = null;
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

  void takeSeat(final Seat seat) {
    seats.put(seat.room().id(), seat);
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

  /** The number of the next signal to this session, from 1. */
  long nextSignal() {
    return signals.incrementAndGet();
  }
}
