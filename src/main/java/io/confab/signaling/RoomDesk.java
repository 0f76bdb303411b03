package io.confab.signaling;

import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.protocol.ClientMessage;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.LeaveReason;
import io.confab.protocol.ServerMessage;
import io.confab.session.Seat;
import io.confab.session.Session;
import io.confab.session.Sessions;
import jakarta.inject.Singleton;

/** What a member does in a room that needs nothing but memory. */
@Singleton
final class RoomDesk {
  private final Sessions sessions;

  RoomDesk(final Sessions sessions) {
    this.sessions = sessions;
  }

  void leave(final Client client, final ClientMessage.Leave leave) {
    seat(client, leave.room()).room().leave(session(client), LeaveReason.LEFT);
    client.ok(leave.id(), null);
    client.send(new ServerMessage.Ticket(sessions.ticketFor(session(client))));
  }

  void signal(final Client client, final ClientMessage.Signal signal) {
    final boolean sent = seat(client, signal.room()).room().relay(session(client), signal);
    client.ok(signal.id(), sent ? null : new ServerMessage.SignalHeld(true));
  }

  void data(final Client client, final ClientMessage.Data data) {
    final Seat seat = seat(client, data.room());
    require(seat.grants().data(), "data");
    seat.room()
        .send(
            session(client),
            data.to(),
            from -> new ServerMessage.Data(data.room(), from, data.label(), data.payload()));
    client.ok(data.id(), null);
  }

  void update(final Client client, final ClientMessage.Update update) {
    final Seat seat = seat(client, update.room());
    if (update.name() != null && session(client).token().name().isPresent()) {
      throw new ApiException(
          ErrorCode.FORBIDDEN, "The token says what this participant is called.");
    }
    seat.room().update(session(client), update);
    client.ok(update.id(), null);
  }

  /** The client's seat in a room; {@code not_joined} if it has none. */
  static Seat seat(final Client client, final RoomId room) {
    final Seat seat = session(client).seats().get(room);
    if (seat == null) {
      throw new ApiException(ErrorCode.NOT_JOINED, ErrorCode.NOT_JOINED.text());
    }
    return seat;
  }

  static Session session(final Client client) {
    return client.session().orElseThrow();
  }

  static void require(final boolean granted, final String grant) {
    if (!granted) {
      throw new ApiException(
          ErrorCode.FORBIDDEN, "The token does not grant \"%s\" in this room.".formatted(grant));
    }
  }
}
