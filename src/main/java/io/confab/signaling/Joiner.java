package io.confab.signaling;

import io.confab.protocol.ClientMessage;
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
    if (session.connection().filter(client.connection()::equals).isPresent()) {
      sessions.seated(session, entrance.enter(client.scope(), session, join));
      client.ok(join.id(), null);
    }
  }
}
