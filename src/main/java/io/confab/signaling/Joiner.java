package io.confab.signaling;

import io.confab.protocol.ClientMessage;
import io.confab.protocol.ServerMessage;
import io.confab.session.RoomEntrance;
import io.confab.session.Session;
import io.confab.session.Sessions;
import jakarta.inject.Singleton;

/** Takes a client into a room. */
@Singleton
final class Joiner {
  private final RoomEntrance entrance;
  private final Sessions sessions;

  Joiner(final RoomEntrance entrance, final Sessions sessions) {
    this.entrance = entrance;
    this.sessions = sessions;
  }

  void join(final Client client, final ClientMessage.Join join) {
    final Session session = RoomDesk.session(client);
    entrance.enter(client.scope(), session, client.connection(), join);
    client.ok(join.id(), null);
    client.send(new ServerMessage.Ticket(sessions.ticketFor(session)));
  }
}
