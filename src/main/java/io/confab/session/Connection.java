package io.confab.session;

import io.confab.protocol.CloseCode;
import io.confab.protocol.MessageCodec;
import io.confab.protocol.ServerMessage;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** One socket, as the rest of the service sees it: something that frames are put into. */
public final class Connection {
  private final SocketParts socket;
  private final SendQueue queue;
  private final MessageCodec codec;
  private final Optional<String> origin;
  private final LongSupplier nanoTime;
  private final AtomicReference<CloseCode> closedFor = new AtomicReference<>();
  private volatile long heardAt;

  /** Wraps a socket. */
  public Connection(
      final SocketParts socket,
      final MessageCodec codec,
      final Optional<String> origin,
      final LongSupplier nanoTime) {
    this.socket = socket;
    this.codec = codec;
    this.origin = origin;
    this.nanoTime = nanoTime;
    this.queue = new SendQueue(socket.eventLoop(), socket.writer(), this::tooSlow, nanoTime);
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
    socket.ping().run();
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
      queue.closeWith(() -> socket.close().accept(code));
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

  /** The socket is gone: nothing leaves any more, and nobody need wait for that. */
  public void gone() {
    queue.abandon();
  }

  /**
   * The reader takes too little: nothing more can be told, so the socket is cut. Later, because
   * whoever put the last frame in may hold a room's lock.
   */
  private void tooSlow() {
    closedFor.compareAndSet(null, CloseCode.SLOW_CONSUMER);
    socket.eventLoop().execute(() -> socket.close().accept(closedFor.get()));
  }
}
