package io.confab.signaling;

import io.confab.protocol.ClientMessage;
import io.confab.session.RoomEntrance;
import io.confab.session.Session;
import jakarta.inject.Singleton;

/** Takes a client into a room. */
@Singleton
final class Joiner {
  private final RoomEntrance entrance;

  Joiner(final RoomEntrance entrance) {
    this.entrance = entrance;
  }

  void join(final Client client, final ClientMessage.Join join) {
    final Session session = RoomDesk.session(client);
    if (session.connection().filter(client.connection()::equals).isPresent()) {
      entrance.enter(client.scope(), session, join);
      client.ok(join.id(), null);
    }
  }
}
