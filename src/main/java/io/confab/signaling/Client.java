package io.confab.signaling;

import io.confab.limit.Limits;
import io.confab.limit.TokenBucket;
import io.confab.problem.ApiException;
import io.confab.protocol.ClientMessage;
import io.confab.protocol.CloseCode;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.ServerMessage;
import io.confab.session.Connection;
import io.confab.session.Heartbeat;
import io.confab.session.Session;
import io.confab.tenant.Scope;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** Whoever is at the other end of a socket, from the handshake on. */
final class Client {
  private final Connection connection;
  private final Heartbeat.Beat beat;
  private final Limits limits;
  private final AtomicInteger durable = new AtomicInteger();
  private final TokenBucket frames;
  private final TokenBucket signals;
  private final TokenBucket refusals;
  private final String network;
  private final AtomicBoolean silent = new AtomicBoolean(true);
  private volatile Session session;
  private volatile boolean saidHello;
  private boolean departed;
  private Inbox inbox;

  Client(
      final Connection connection,
      final Heartbeat.Beat beat,
      final Limits limits,
      final String network) {
    final long now = System.nanoTime();
    this.connection = connection;
    this.beat = beat;
    this.limits = limits;
    this.network = network;
    this.frames = new TokenBucket(limits.messageBurst(), limits.messagesPerSecond(), now);
    this.signals = new TokenBucket(limits.signalBurstPerMember(), signalRate(1), now);
    this.refusals = new TokenBucket(limits.messageBurst(), limits.messagesPerSecond(), now);
  }

  Connection connection() {
    return connection;
  }

  Heartbeat.Beat beat() {
    return beat;
  }

  String network() {
    return network;
  }

  Inbox inbox() {
    return inbox;
  }

  void readsFrom(final Inbox newInbox) {
    inbox = newInbox;
  }

  /**
   * Takes a frame from its bucket. Signals have one of their own, as large as the rooms are full:
   * an honest mesh sends many at once.
   *
   * @param message null for one that could not be read
   * @param chars the frame's length: what is large counts as several
   * @return 0 if the frame may pass, else after how many milliseconds the next may
   */
  long waitBefore(final ClientMessage message, final int chars) {
    final long now = System.nanoTime();
    final TokenBucket bucket = message instanceof ClientMessage.Signal ? signals : frames;
    final int most = bucket == signals ? limits.signalBurstPerMember() : limits.messageBurst();
    final int each = bucket == signals ? limits.charsPerSignal() : limits.charsPerMessage();
    final int cost = Math.min(most, 1 + chars / each);
    final boolean passes = bucket.take(cost, now) || bucket == signals && takesMore(cost, now);
    return passes ? 0 : Math.max(1, bucket.retryAfterMs(cost, now));
  }

  /** The bucket of signals grows and shrinks with the rooms; looked at only when it is empty. */
  private boolean takesMore(final int cost, final long now) {
    final long neighbours = session == null ? 1 : Math.max(1, session.neighbours());
    signals.resize(limits.signalBurstPerMember() * neighbours, signalRate(neighbours));
    return signals.take(cost, now);
  }

  private double signalRate(final long members) {
    return (double) limits.signalBurstPerMember() * members / limits.signalRefill().toSeconds();
  }

  /** Whether it goes on sending though frame after frame is refused. */
  boolean overdoes() {
    return !refusals.take(System.nanoTime());
  }

  /** The session, once {@code hello} was accepted. */
  Optional<Session> session() {
    return Optional.ofNullable(session);
  }

  /** Begins to speak for a session; not if the socket went away while it was greeted. */
  synchronized boolean greeted(final Session newSession) {
    if (departed) {
      return false;
    }
    session = newSession;
    beat.speaksFor(newSession);
    return true;
  }

  /** The socket is gone; gives the session that it spoke for. */
  synchronized Optional<Session> depart() {
    departed = true;
    return session();
  }

  /** Notes that a {@code hello} has come, whatever is made of it. */
  void hears(final ClientMessage message) {
    saidHello |= message instanceof ClientMessage.Hello;
  }

  boolean saidHello() {
    return saidHello;
  }

  /** Whether it counts as silent until now; says so once. */
  boolean ceasesToBeSilent() {
    return silent.getAndSet(false);
  }

  /** Whom this client's work is done for. */
  Scope scope() {
    return session.token().scope();
  }

  void send(final ServerMessage message) {
    connection.send(message);
  }

  /** Confirms a request, if it asked for that. */
  void ok(final String id, final ServerMessage.OkData data) {
    if (id != null) {
      send(new ServerMessage.Ok(id, data));
    }
  }

  /** Refuses a request; the connection lives. */
  void refuse(final String id, final ApiException refusal) {
    send(Refusals.frame(refusal).withId(id));
  }

  /** Ends the connection with a reason that the page can read. */
  void close(final CloseCode code, final ServerMessage.Error why) {
    connection.close(code, why);
  }

  /** Answers when a write is committed. Only so many may be under way at once. */
  <T> void whenStored(
      final String id,
      final Supplier<CompletionStage<T>> write,
      final Function<T, ServerMessage.OkData> answer) {
    if (durable.get() >= limits.durableInFlight()) {
      throw new ApiException(
          ErrorCode.BUSY, "Wait for the answers to earlier writes before sending more.");
    }
    final CompletionStage<T> stored = write.get();
    durable.incrementAndGet();
    stored.whenComplete(
        (result, failure) -> {
          durable.decrementAndGet();
          if (failure == null) {
            ok(id, answer.apply(result));
          } else {
            refuse(id, Refusals.of(failure));
          }
        });
  }
}
