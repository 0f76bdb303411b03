package io.confab.signaling;

import io.confab.limit.Limits;
import io.confab.protocol.CloseCode;
import io.confab.protocol.LeaveReason;
import io.confab.protocol.MessageCodec;
import io.confab.session.Connection;
import io.confab.session.Heartbeat;
import io.confab.session.Session;
import io.confab.session.Sessions;
import io.confab.session.Timers;
import io.quarkus.runtime.Startup;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.inject.Singleton;
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
    final Heartbeat.Beat beat =
        heartbeat.add(connection, session -> lost(socket, connection, session));
    final Client client = new Client(connection, beat, limits, socket.address());
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

  /** A client's own 1000 or 1001 means that it leaves; anything else, that it may come back. */
  void gone(final Client client, final int code) {
    client.inbox().clear();
    heartbeat.remove(client.beat());
    admission.left(client, client.session().isPresent());
    client.session().ifPresent(session -> ended(client, session, code));
  }

  /** A socket's own trouble stays its own; a reset by the peer is no news. */
  void failed(final Client client, final Throwable failure) {
    LOG.log(Level.DEBUG, "A socket failed: {0}", failure.toString());
    client.connection().close(CloseCode.PROTOCOL_ERROR);
  }

  private void ended(final Client client, final Session session, final int code) {
    final CloseCode ours = client.connection().closedFor().orElse(null);
    if (ours == null && (code == NORMAL || code == GOING_AWAY)) {
      sessions.end(session, client.connection(), LeaveReason.LEFT);
    } else if (ours != null && !ours.comeBack()) {
      final boolean revoked = ours == CloseCode.REVOKED;
      sessions.end(session, client.connection(), revoked ? LeaveReason.REVOKED : LeaveReason.LEFT);
    } else {
      sessions.lost(session, client.connection());
    }
  }

  /** Nothing was heard for too long: the peer will not read a close frame either. */
  private void lost(
      final SocketAdapter socket, final Connection connection, final Session session) {
    if (session != null) {
      sessions.lost(session, connection);
    }
    socket.close(CloseCode.TRY_LATER);
  }

  private static void requireHello(final Client client) {
    if (client.session().isEmpty()) {
      client.connection().close(CloseCode.HELLO_TIMEOUT);
    }
  }
}
