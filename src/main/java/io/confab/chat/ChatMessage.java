package io.confab.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.event.RoomEvent;
import io.confab.id.MeetingId;
import io.confab.id.MessageId;
import io.confab.id.RoomId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message as it is now.
 *
 * @param seq its place in the room's log, which no change moves
 * @param text empty once deleted
 * @param reactions who reacted with what
 */
@Schema(name = "Message", description = "A chat message as it is now")
public record ChatMessage(
    @Schema(implementation = String.class, examples = "msg_4gwVvknFS2MXQNkl8EBhj3") MessageId id,
    @Schema(implementation = String.class) RoomId room,
    @Schema(implementation = String.class) Optional<MeetingId> meeting,
    long seq,
    String identity,
    @Schema(implementation = String.class, description = "Absent for a server's message")
        Optional<String> participant,
    @Schema(implementation = String.class) Optional<String> name,
    String clientId,
    @Schema(description = "Empty once deleted") String text,
    Map<String, String> attributes,
    @Schema(description = "Who reacted with what") Map<String, List<String>> reactions,
    boolean deleted,
    Instant createdAt,
    @Schema(implementation = Instant.class) Optional<Instant> editedAt) {

  /** Reads a {@code message.created} entry. */
  static ChatMessage of(final RoomEvent event) {
    final ObjectNode data = MessageJson.tree(event.data());
    return new ChatMessage(
        MessageId.of(data.path("messageId").asText()),
        event.room(),
        event.meeting(),
        event.seq(),
        data.path("identity").asText(),
        text(data, "participant"),
        text(data, "name"),
        data.path("clientId").asText(),
        data.path("text").asText(),
        attributes(data.path("attributes")),
        reactions(data.path("reactions")),
        data.path("deleted").asBoolean(),
        event.timestamp(),
        text(data, "editedAt").map(Instant::parse));
  }

  private static Optional<String> text(final ObjectNode data, final String field) {
    return Optional.ofNullable(data.get(field)).map(JsonNode::asText);
  }

  private static Map<String, String> attributes(final JsonNode stored) {
    final Map<String, String> attributes = new LinkedHashMap<>();
    stored.properties().forEach(field -> attributes.put(field.getKey(), field.getValue().asText()));
    return attributes;
  }

  private static Map<String, List<String>> reactions(final JsonNode stored) {
    final Map<String, List<String>> reactions = new LinkedHashMap<>();
    for (final Map.Entry<String, JsonNode> field : stored.properties()) {
      final List<String> who = new ArrayList<>();
      field.getValue().forEach(identity -> who.add(identity.asText()));
      reactions.put(field.getKey(), who);
    }
    return reactions;
  }
}
