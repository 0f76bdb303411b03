package io.confab.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The payloads of {@code message.*} entries. */
final class MessageJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** RFC 3339 in UTC with three decimals, as everywhere on the wire. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private MessageJson() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Reads a stored payload. */
  static ObjectNode tree(final String payload) {
    try {
      return (ObjectNode) MAPPER.readTree(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored message holds JSON that cannot be read", e);
    }
  }

  static String time(final Instant time) {
    return TIME.format(time);
  }
}
