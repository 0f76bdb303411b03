package io.confab.signaling;

import io.confab.protocol.ClientMessage;
import io.confab.protocol.CloseCode;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.MessageCodec;
import io.confab.protocol.ProtocolException;
import io.confab.protocol.ServerMessage;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;

/** The endpoint: decodes a frame, takes it from its bucket, and hands it over. */
@WebSocket(path = "/v1/connect")
@Singleton
public final class SignalingSocket {
  private static final UserData.TypedKey<Client> CLIENT = new UserData.TypedKey<>("client");

  private final Clients clients;
  private final MessageCodec codec;

  SignalingSocket(final Clients clients, final MessageCodec codec) {
    this.clients = clients;
    this.codec = codec;
  }

  /** A handshake was completed. */
  @OnOpen
  @NonBlocking
  void opened(final WebSocketConnection socket) {
    socket.userData().put(CLIENT, clients.arrived(socket));
  }

  /** A text frame arrived. */
  @OnTextMessage
  @NonBlocking
  void text(final String frame, final WebSocketConnection socket) {
    final Client client = socket.userData().get(CLIENT);
    client.connection().heard();
    if (client.connection().closedFor().isPresent()) {
      return;
    }
    try {
      take(client, frame);
    } catch (ProtocolException e) {
      e.close()
          .ifPresentOrElse(code -> client.close(code, e.toFrame()), () -> client.send(e.toFrame()));
    }
  }

  /** The protocol has no binary frames. */
  @OnBinaryMessage
  @NonBlocking
  void binary(final Buffer frame, final WebSocketConnection socket) {
    final Client client = socket.userData().get(CLIENT);
    client.connection().close(CloseCode.PROTOCOL_ERROR);
  }

  /** The peer answered a ping. */
  @OnPongMessage
  @NonBlocking
  void pong(final Buffer payload, final WebSocketConnection socket) {
    final Client client = socket.userData().get(CLIENT);
    client.connection().heard();
  }

  /** The socket is gone, for whatever reason. */
  @OnClose
  @NonBlocking
  void closed(final CloseReason reason, final WebSocketConnection socket) {
    clients.gone(socket.userData().get(CLIENT), reason.getCode());
  }

  /** Something failed on this socket; it must not trouble any other. */
  @OnError
  @NonBlocking
  void failed(final Throwable failure, final WebSocketConnection socket) {
    clients.failed(socket.userData().get(CLIENT), failure);
  }

  /** A bad frame costs as much as a good one; who sends nothing else is shown the door. */
  private static void refuse(final Client client, final ProtocolException fault) {
    final CloseCode code =
        client.waitBefore(null) > 0 ? CloseCode.RATE_LIMITED : fault.close().orElse(null);
    if (code == null) {
      client.send(fault.toFrame());
    } else {
      client.close(
          code,
          ServerMessage.Error.of(code.error().orElseThrow())
              .withMessage(fault.getMessage())
              .withId(fault.frameId().orElse(null)));
    }
  }

  private void take(final Client client, final String frame) {
    final ClientMessage message = codec.decode(frame);
    final long wait = client.waitBefore(message);
    if (wait > 0 && client.overdoes()) {
      client.connection().close(CloseCode.RATE_LIMITED);
    } else if (wait > 0) {
      client.send(
          ServerMessage.Error.of(ErrorCode.RATE_LIMITED)
              .withId(message.id())
              .withRetryAfterMs(wait));
    } else if (!client.inbox().offer(message)) {
      client.connection().close(CloseCode.RATE_LIMITED);
    }
  }
}
