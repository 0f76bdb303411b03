package io.confab.signaling;

import io.confab.protocol.CloseCode;
import io.confab.session.SocketParts;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A socket of WebSockets Next in the terms of {@code session}. Made on the socket's event loop. */
final class SocketAdapter {
  private final WebSocketConnection socket;
  private final Executor eventLoop;

  SocketAdapter(final WebSocketConnection socket) {
    final Context context = Vertx.currentContext();
    this.socket = socket;
    this.eventLoop = task -> context.runOnContext(nothing -> task.run());
  }

  /** Runs actions later, in order, on the event loop that made this. */
  Executor eventLoop() {
    return eventLoop;
  }

  SocketParts parts() {
    return new SocketParts(eventLoop, this::write, this::ping, this::close);
  }

  Optional<String> origin() {
    return Optional.ofNullable(socket.handshakeRequest().header("Origin"));
  }

  /** Where the client is, as limits count it. */
  String network() {
    final String network = socket.userData().get(UpgradeCheck.NETWORK);
    return network == null ? "unknown" : network;
  }

  String subprotocol() {
    return socket.subprotocol() == null ? "" : socket.subprotocol();
  }

  void close(final CloseCode code) {
    socket.close(new CloseReason(code.code(), code.reason())).subscribe().with(ok -> {}, e -> {});
  }

  /** A frame that cannot be written any more counts as left: the close is on its way. */
  private void write(final String frame, final Runnable done) {
    socket.sendText(frame).subscribe().with(ok -> done.run(), failure -> done.run());
  }

  private void ping() {
    socket.sendPing(Buffer.buffer()).subscribe().with(ok -> {}, failure -> {});
  }
}
