package io.confab.signaling;

import io.confab.protocol.ClientMessage;
import io.confab.session.RoomEntrance;
import jakarta.inject.Singleton;

/** Takes a client into a room. */
@Singleton
final class Joiner {
  private final RoomEntrance entrance;

  Joiner(final RoomEntrance entrance) {
    this.entrance = entrance;
  }

  void join(final Client client, final ClientMessage.Join join) {
    entrance.enter(client.scope(), RoomDesk.session(client), client.connection(), join);
    client.ok(join.id(), null);
  }
}
