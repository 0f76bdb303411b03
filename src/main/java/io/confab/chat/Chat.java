package io.confab.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.event.Amendment;
import io.confab.event.Appended;
import io.confab.event.EventLog;
import io.confab.event.EventType;
import io.confab.event.NewEvent;
import io.confab.id.MeetingId;
import io.confab.id.MessageId;
import io.confab.id.RoomId;
import io.confab.protocol.WireLimit;
import io.confab.room.StorableText;
import io.confab.tenant.Scope;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Writes chat, for sockets and REST alike. Nothing here blocks. Each answer completes once the
 * change is committed; it fails with an {@link io.confab.problem.ApiException}: {@code busy} or
 * {@code unavailable} when it can be tried again, else with what was wrong. A fault of the text
 * itself is thrown at once.
 */
@Singleton
public final class Chat {
  private final EventLog log;
  private final InstantSource clock;

  Chat(final EventLog log, final InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Stores a message.
   *
   * @param clientId makes a retry harmless: the same author and client id are the same message, for
   *     as long as it is kept
   * @param text 1 to 4,096 bytes of UTF-8
   * @param attributes the application's own, 4,096 bytes together
   */
  public CompletionStage<Sent> send(
      final Scope scope,
      final RoomId room,
      final Optional<MeetingId> meeting,
      final Author author,
      final String clientId,
      final String text,
      final Map<String, String> attributes) {
    StorableText.label("clientId", clientId, WireLimit.LABEL_CHARS);
    StorableText.required("text", text, WireLimit.CHAT_BYTES);
    StorableText.attributes("attributes", attributes, WireLimit.ATTRIBUTES_BYTES);
    final MessageId id = MessageId.random();
    final ObjectNode data =
        MessageJson.object().put("messageId", id.value()).put("identity", author.identity());
    author.participant().ifPresent(participant -> data.put("participant", participant.value()));
    author.name().ifPresent(name -> data.put("name", name));
    data.put("clientId", clientId).put("text", text);
    attributes.forEach(data.putObject("attributes")::put);
    return log.append(
            scope,
            room,
            NewEvent.of(EventType.MESSAGE_CREATED, meeting, author.actor(), data.toString())
                .about(id.value())
                .once(clientId))
        .thenApply(Chat::sent);
  }

  /**
   * Replaces the text of a message.
   *
   * @throws io.confab.problem.ApiException as the answer: {@code message_not_found}, {@code
   *     forbidden}
   */
  public CompletionStage<Void> edit(
      final Scope scope,
      final RoomId room,
      final Optional<MeetingId> meeting,
      final Editor editor,
      final MessageId message,
      final String text) {
    StorableText.required("text", text, WireLimit.CHAT_BYTES);
    final String editedAt = MessageJson.time(clock.instant());
    final ObjectNode data = about(message).put("text", text).put("editedAt", editedAt);
    return change(
        scope,
        room,
        NewEvent.of(EventType.MESSAGE_EDITED, meeting, editor.identity(), data.toString()),
        new Amendment(message.value(), MessageChange.edit(editor, text, editedAt)));
  }

  /**
   * Takes a message's text away, from the log as well; its place stays. To delete it again does
   * nothing.
   */
  public CompletionStage<Void> delete(
      final Scope scope,
      final RoomId room,
      final Optional<MeetingId> meeting,
      final Editor editor,
      final MessageId message) {
    return change(
        scope,
        room,
        NewEvent.of(
            EventType.MESSAGE_DELETED, meeting, editor.identity(), about(message).toString()),
        new Amendment(message.value(), MessageChange.delete(editor)));
  }

  /**
   * Adds a reaction to a message or removes it; doing either twice does nothing.
   *
   * @param reaction 1 to 32 characters
   */
  public CompletionStage<Void> react(
      final Scope scope,
      final RoomId room,
      final Optional<MeetingId> meeting,
      final String identity,
      final MessageId message,
      final String reaction,
      final boolean removed) {
    StorableText.label("reaction", reaction, WireLimit.REACTION_CHARS);
    final ObjectNode data =
        about(message).put("identity", identity).put("reaction", reaction).put("removed", removed);
    return change(
        scope,
        room,
        NewEvent.of(EventType.MESSAGE_REACTED, meeting, identity, data.toString()),
        new Amendment(message.value(), MessageChange.react(identity, reaction, removed)));
  }

  private CompletionStage<Void> change(
      final Scope scope, final RoomId room, final NewEvent entry, final Amendment amendment) {
    return log.append(scope, room, entry.about(amendment.messageId()).amending(amendment))
        .handle((appended, failure) -> answer(failure));
  }

  private static Void answer(final Throwable failure) {
    if (failure == null || failure == MessageChange.UNCHANGED) {
      return null;
    }
    throw failure instanceof CompletionException e ? e : new CompletionException(failure);
  }

  private static Sent sent(final Appended appended) {
    final String id = MessageJson.tree(appended.event().data()).path("messageId").asText();
    return new Sent(MessageId.of(id), appended.event().seq(), appended.event().timestamp());
  }

  private static ObjectNode about(final MessageId message) {
    return MessageJson.object().put("messageId", message.value());
  }
}
