package io.confab.signaling;

import io.confab.chat.Author;
import io.confab.chat.Chat;
import io.confab.chat.Editor;
import io.confab.id.RoomId;
import io.confab.protocol.ClientMessage;
import io.confab.protocol.ServerMessage;
import io.confab.session.Seat;
import io.confab.session.Session;
import io.confab.session.Speaker;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What a member does in a room's chat. Every frame takes the {@code chat} grant. */
@Singleton
final class ChatDesk {
  private final Chat chat;

  ChatDesk(final Chat chat) {
    this.chat = chat;
  }

  void send(final Client client, final ClientMessage.ChatSend send) {
    final Seat seat = seat(client, send.room());
    final Session session = RoomDesk.session(client);
    final Speaker speaker = seat.room().speaker(session);
    client.whenStored(
        send.id(),
        () ->
            chat.send(
                client.scope(),
                send.room(),
                speaker.meeting(),
                new Author(session.identity(), Optional.of(seat.participant()), speaker.name()),
                send.clientId(),
                send.text(),
                send.attributes()),
        sent -> new ServerMessage.ChatStored(sent.messageId(), sent.seq(), sent.timestamp()));
  }

  void edit(final Client client, final ClientMessage.ChatEdit edit) {
    final Seat seat = seat(client, edit.room());
    client.whenStored(
        edit.id(),
        () ->
            chat.edit(
                client.scope(),
                edit.room(),
                seat.room().speaker(RoomDesk.session(client)).meeting(),
                new Editor(RoomDesk.session(client).identity(), false),
                edit.messageId(),
                edit.text()),
        done -> null);
  }

  void delete(final Client client, final ClientMessage.ChatDelete delete) {
    final Seat seat = seat(client, delete.room());
    client.whenStored(
        delete.id(),
        () ->
            chat.delete(
                client.scope(),
                delete.room(),
                seat.room().speaker(RoomDesk.session(client)).meeting(),
                new Editor(RoomDesk.session(client).identity(), seat.grants().moderate()),
                delete.messageId()),
        done -> null);
  }

  void react(final Client client, final ClientMessage.ChatReact react) {
    final Seat seat = seat(client, react.room());
    client.whenStored(
        react.id(),
        () ->
            chat.react(
                client.scope(),
                react.room(),
                seat.room().speaker(RoomDesk.session(client)).meeting(),
                RoomDesk.session(client).identity(),
                react.messageId(),
                react.reaction(),
                react.remove()),
        done -> null);
  }

  void typing(final Client client, final ClientMessage.ChatTyping typing) {
    seat(client, typing.room())
        .room()
        .send(
            RoomDesk.session(client),
            null,
            from -> new ServerMessage.ChatTyping(typing.room(), from, typing.typing()));
    client.ok(typing.id(), null);
  }

  void read(final Client client, final ClientMessage.ChatRead read) {
    seat(client, read.room())
        .room()
        .send(
            RoomDesk.session(client),
            null,
            from -> new ServerMessage.ChatRead(read.room(), from, read.seq()));
    client.ok(read.id(), null);
  }

  private static Seat seat(final Client client, final RoomId room) {
    final Seat seat = RoomDesk.seat(client, room);
    RoomDesk.require(seat.grants().chat(), "chat");
    return seat;
  }
}
