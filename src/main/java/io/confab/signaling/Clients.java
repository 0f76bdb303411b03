package io.confab.signaling;

import io.confab.limit.Limits;
import io.confab.protocol.CloseCode;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.LeaveReason;
import io.confab.protocol.MessageCodec;
import io.confab.protocol.ServerMessage;
import io.confab.session.Connection;
import io.confab.session.Heartbeat;
import io.confab.session.Session;
import io.confab.session.Sessions;
import io.confab.session.Timers;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.quarkus.runtime.Startup;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.VertxException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The sockets' comings and goings: what each is given at its start, and what its end means. */
@Startup // what it needs is made before the first socket comes, and not on an event loop
@Singleton
final class Clients {
  private static final Logger LOG = System.getLogger(Clients.class.getName());
  private static final String SUBPROTOCOL = "confab.v1";
  private static final int NORMAL = 1000;
  private static final int GOING_AWAY = 1001;

  private final Dispatcher dispatcher;
  private final Admission admission;
  private final Sessions sessions;
  private final Heartbeat heartbeat;
  private final MessageCodec codec;
  private final Timers timers;
  private final Limits limits;

  Clients(
      final Dispatcher dispatcher,
      final Admission admission,
      final Sessions sessions,
      final Heartbeat heartbeat,
      final MessageCodec codec,
      final Timers timers,
      final Limits limits) {
    this.dispatcher = dispatcher;
    this.admission = admission;
    this.sessions = sessions;
    this.heartbeat = heartbeat;
    this.codec = codec;
    this.timers = timers;
    this.limits = limits;
  }

  /** Sets a new socket up. Runs on its event loop, before its first frame. */
  Client arrived(final WebSocketConnection connected) {
    final SocketAdapter socket = new SocketAdapter(connected);
    final Connection connection =
        new Connection(socket.parts(), codec, socket.origin(), System::nanoTime);
    connection.queue().bound(limits.sendQueueBytes(), limits.sendQueueFrames());
    final Heartbeat.Beat beat = heartbeat.add(connection, session -> silent(connection, session));
    final Client client = new Client(connection, beat, limits, socket.network());
    client.readsFrom(
        new Inbox(
            limits.mailbox(), socket.eventLoop(), message -> dispatcher.dispatch(client, message)));
    admission.arrived(client);
    if (socket.subprotocol().equals(SUBPROTOCOL)) {
      timers.after(limits.helloTimeout(), () -> requireHello(client));
    } else {
      connection.close(CloseCode.VERSION_UNSUPPORTED);
    }
    return client;
  }

  /** The socket has closed. */
  void gone(final Client client, final int code) {
    client.inbox().clear();
    client.connection().gone();
    heartbeat.remove(client.beat());
    admission.left(client);
    client.depart().ifPresent(session -> ended(client, session, code));
  }

  /** Whatever fails ends one socket and disturbs no other. */
  void failed(final Client client, final Throwable failure) {
    switch (failure) {
      case Throwable early when client == null -> LOG.log(Level.DEBUG, "No socket", early);
      // Larger than the server reads at all; within that, frames are measured by the codec.
      case CorruptedWebSocketFrameException corrupt ->
          client
              .connection()
              .close(
                  corrupt.closeStatus() == WebSocketCloseStatus.MESSAGE_TOO_BIG
                      ? CloseCode.FRAME_TOO_LARGE
                      : CloseCode.PROTOCOL_ERROR);
      // The end of the socket is told as well.
      case IOException reset -> LOG.log(Level.DEBUG, "A socket failed", reset);
      case VertxException closed -> LOG.log(Level.DEBUG, "A socket failed", closed);
      default -> {
        LOG.log(Level.ERROR, "A frame was not handled", failure);
        client.connection().close(CloseCode.TRY_LATER, comeBack("The server failed unexpectedly."));
      }
    }
  }

  /**
   * A client's own 1000 or 1001 means that it leaves; anything else, that it may come back. A close
   * without a code looks no different from a cut.
   */
  private void ended(final Client client, final Session session, final int code) {
    final CloseCode ours = client.connection().closedFor().orElse(null);
    // A service that stops may close sockets with the same codes; nobody leaves by that.
    final boolean theirs = !admission.isClosed() && (code == NORMAL || code == GOING_AWAY);
    if (ours == null ? theirs : !ours.comeBack()) {
      final boolean revoked = ours == CloseCode.REVOKED;
      sessions.end(session, client.connection(), revoked ? LeaveReason.REVOKED : LeaveReason.LEFT);
    } else {
      sessions.lost(session, client.connection());
    }
  }

  /** Nothing was heard for too long, so the client counts as lost. A live one comes back. */
  private void silent(final Connection connection, final Session session) {
    if (session != null) {
      sessions.lost(session, connection);
    }
    connection.close(
        CloseCode.TRY_LATER, comeBack("Nothing was heard from this client for too long."));
  }

  private static ServerMessage.Error comeBack(final String why) {
    return ServerMessage.Error.of(ErrorCode.TRY_LATER).withMessage(why + " Connect again.");
  }

  private static void requireHello(final Client client) {
    if (!client.saidHello()) {
      client.connection().close(CloseCode.HELLO_TIMEOUT);
    }
  }
}
