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
    final ClientMessage message;
    try {
      message = codec.decode(frame);
    } catch (ProtocolException fault) {
      refuse(client, fault, frame.length());
      return;
    }
    take(client, message, frame.length());
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

  private static void take(final Client client, final ClientMessage message, final int chars) {
    client.hears(message);
    if (mayPass(client, message, message.id(), chars) && !client.inbox().offer(message)) {
      client.connection().close(CloseCode.RATE_LIMITED);
    }
  }

  /** A bad frame costs as much as a good one; who sends nothing else is shown the door. */
  private static void refuse(final Client client, final ProtocolException fault, final int chars) {
    if (fault.close().isPresent()) {
      client.close(fault.close().get(), fault.toFrame());
    } else if (mayPass(client, null, fault.frameId().orElse(null), chars)) {
      client.send(fault.toFrame());
    }
  }

  /**
   * Takes a frame from its bucket; where that is empty, says so, or ends what goes on regardless.
   */
  private static boolean mayPass(
      final Client client, final ClientMessage message, final String id, final int chars) {
    final long wait = client.waitBefore(message, chars);
    if (wait > 0 && client.overdoes()) {
      client.connection().close(CloseCode.RATE_LIMITED);
    } else if (wait > 0) {
      client.send(ServerMessage.Error.of(ErrorCode.RATE_LIMITED).withId(id).withRetryAfterMs(wait));
    }
    return wait == 0;
  }
}
