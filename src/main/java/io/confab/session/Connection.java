package io.confab.session;

import io.confab.protocol.CloseCode;
import io.confab.protocol.MessageCodec;
import io.confab.protocol.ServerMessage;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One socket, as the rest of the service sees it: something that frames are put into. */
public final class Connection {
  private final SendQueue queue;
  private final MessageCodec codec;
  private final Optional<String> origin;
  private final LongSupplier nanoTime;
  private final Runnable ping;
  private final Consumer<CloseCode> closeSocket;
  private final AtomicReference<CloseCode> closedFor = new AtomicReference<>();
  private volatile long heardAt;

  /** Wraps a socket. */
  public Connection(
      final SocketParts parts,
      final MessageCodec codec,
      final Optional<String> origin,
      final LongSupplier nanoTime) {
    this.codec = codec;
    this.origin = origin;
    this.nanoTime = nanoTime;
    this.ping = parts.ping();
    this.closeSocket = parts.close();
    this.queue = new SendQueue(parts.eventLoop(), parts.writer(), this::tooSlow, nanoTime);
    this.heardAt = nanoTime.getAsLong();
  }

  /** The {@code Origin} header of the handshake; a browser always sends one. */
  public Optional<String> origin() {
    return origin;
  }

  /** The queue, for those who bound and watch it. */
  public SendQueue queue() {
    return queue;
  }

  /** Notes that something arrived, a pong among it. */
  public void heard() {
    heardAt = nanoTime.getAsLong();
  }

  /** Asks for a sign of life. */
  void ping() {
    ping.run();
  }

  /** Nanoseconds since anything arrived. */
  public long silentFor() {
    return nanoTime.getAsLong() - heardAt;
  }

  /** Encodes a frame and queues it. */
  public void send(final ServerMessage message) {
    send(Frame.of(codec.encode(message)));
  }

  /** Queues an encoded frame. */
  public void send(final Frame frame) {
    queue.put(frame);
  }

  /** Tells the client why, then closes once that has left. Only the first call counts. */
  public void close(final CloseCode code, final ServerMessage.Error why) {
    if (closedFor.compareAndSet(null, code)) {
      send(why);
      queue.closeWith(() -> closeSocket.accept(code));
    }
  }

  /** Closes with the code's own sentence. */
  public void close(final CloseCode code) {
    close(code, ServerMessage.Error.of(code.error().orElseThrow()));
  }

  /** Why this side closed the socket, if it did. */
  public Optional<CloseCode> closedFor() {
    return Optional.ofNullable(closedFor.get());
  }

  /** The reader takes too little: nothing more can be told, so the socket is cut. */
  private void tooSlow() {
    if (closedFor.compareAndSet(null, CloseCode.SLOW_CONSUMER)) {
      closeSocket.accept(CloseCode.SLOW_CONSUMER);
    }
  }
}
