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
  private final String address;
  private volatile Session session;
  private Inbox inbox;
  private int refused;

  Client(
      final Connection connection,
      final Heartbeat.Beat beat,
      final Limits limits,
      final String address) {
    final long now = System.nanoTime();
    this.connection = connection;
    this.beat = beat;
    this.limits = limits;
    this.address = address;
    this.frames = new TokenBucket(limits.messageBurst(), limits.messagesPerSecond(), now);
    this.signals = new TokenBucket(limits.signalBurstPerMember(), signalRate(1), now);
  }

  Connection connection() {
    return connection;
  }

  Heartbeat.Beat beat() {
    return beat;
  }

  String address() {
    return address;
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
   * @return 0 if the frame may pass, else after how many milliseconds the next may
   */
  long waitBefore(final ClientMessage message) {
    final long now = System.nanoTime();
    final boolean signal = message instanceof ClientMessage.Signal;
    final TokenBucket bucket = signal ? signals : frames;
    if (bucket.take(now)) {
      refused = 0;
      return 0;
    }
    if (signal && session != null) {
      final long members = Math.max(1, session.neighbours());
      signals.resize(limits.signalBurstPerMember() * members, signalRate(members));
      if (signals.take(now)) {
        return 0;
      }
    }
    return Math.max(1, bucket.retryAfterMs(now));
  }

  private double signalRate(final long members) {
    return (double) limits.signalBurstPerMember() * members / limits.signalRefill().toSeconds();
  }

  /** Whether it goes on sending though frame after frame is refused. */
  boolean overdoes() {
    return ++refused > limits.messageBurst();
  }

  /** The session, once {@code hello} was accepted. */
  Optional<Session> session() {
    return Optional.ofNullable(session);
  }

  void greeted(final Session newSession) {
    session = newSession;
    beat.speaksFor(newSession);
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
    if (durable.incrementAndGet() > limits.durableInFlight()) {
      durable.decrementAndGet();
      throw new ApiException(
          ErrorCode.BUSY, "Wait for the answers to earlier writes before sending more.");
    }
    write
        .get()
        .whenComplete(
            (stored, failure) -> {
              durable.decrementAndGet();
              if (failure == null) {
                ok(id, answer.apply(stored));
              } else {
                refuse(id, Refusals.of(failure));
              }
            });
  }
}
