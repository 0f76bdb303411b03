package io.confab.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON between a room, its row and its events. */
final class RoomJson {
  /** Lenient: a row may have been written by a newer version. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private static final ObjectReader STRICT =
      MAPPER
          .readerFor(RoomOptions.class)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT);

  private RoomJson() {}

  static String write(final Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record of ours could not be written", e);
    }
  }

  /** The payload of {@code room.created} and {@code room.updated}. */
  static String event(final Room room) {
    final ObjectNode data = MAPPER.createObjectNode().put("name", room.name().value());
    data.set("settings", MAPPER.valueToTree(room.settings()));
    data.set("metadata", tree(room.metadata().text()));
    data.put("public", room.settings().isPublic());
    return data.toString();
  }

  static ObjectNode tree(final String stored) {
    return read(stored, ObjectNode.class);
  }

  static RoomOptions options(final String stored) {
    return read(stored, RoomOptions.class);
  }

  /** Reads options that a customer wrote; {@code invalid_request} at the option otherwise. */
  static RoomOptions options(final String path, final JsonNode given) {
    try {
      return STRICT.<RoomOptions>readValue(given).check(path);
    } catch (JsonMappingException e) {
      throw wrongOption(
          e.getPath().stream()
              .map(step -> "." + step.getFieldName())
              .collect(Collectors.joining("", path, "")),
          e);
    } catch (IOException e) {
      throw wrongOption(path, e);
    }
  }

  private static ApiException wrongOption(final String path, final IOException cause) {
    return new ApiException(
            ErrorCode.INVALID_REQUEST, path + " is unknown, or not of its type.", cause)
        .at(path);
  }

  /** A merge patch (RFC 7396): null takes a member away, objects merge, all else replaces. */
  static ObjectNode merge(final ObjectNode target, final JsonNode patch) {
    final ObjectNode merged = target.deepCopy();
    for (final Map.Entry<String, JsonNode> field : patch.properties()) {
      final JsonNode value = field.getValue();
      if (value.isNull()) {
        merged.remove(field.getKey());
      } else if (value.isObject()) {
        final JsonNode old = merged.get(field.getKey());
        final boolean mergeable = old instanceof ObjectNode;
        merged.set(
            field.getKey(), merge(mergeable ? (ObjectNode) old : merged.objectNode(), value));
      } else {
        merged.set(field.getKey(), value);
      }
    }
    return merged;
  }

  private static <T> T read(final String stored, final Class<T> type) {
    try {
      return MAPPER.readValue(stored, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored room holds JSON that cannot be read", e);
    }
  }
}
