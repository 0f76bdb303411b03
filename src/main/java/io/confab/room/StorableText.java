package io.confab.room;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.problem.ApiException;
import io.confab.protocol.Controls;
import io.confab.protocol.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The rules for text that is stored and sent on: it is UTF-8, PostgreSQL can hold it, and its size
 * is counted in bytes. Each check throws {@code invalid_request} that points at the field.
 */
public final class StorableText {
  private StorableText() {}

  /** Text of 1 to {@code maxBytes} bytes. */
  public static String required(final String path, final String text, final int maxBytes) {
    if (text == null || text.isEmpty()) {
      throw refused(path, "is required and may not be empty");
    }
    return optional(path, text, maxBytes);
  }

  /** One line of 1 to {@code maxChars} characters (code points), such as a name. */
  public static String label(final String path, final String text, final int maxChars) {
    if (text == null || text.isEmpty() || text.codePointCount(0, text.length()) > maxChars) {
      throw refused(path, "must hold 1 to " + maxChars + " characters");
    }
    requireStorable(path, text);
    if (Controls.in(text)) {
      throw refused(path, "may not hold control characters");
    }
    return text;
  }

  /** Text of at most {@code maxBytes} bytes, or null. */
  public static String optional(final String path, final String text, final int maxBytes) {
    if (text != null) {
      requireStorable(path, text);
      if (bytes(text) > maxBytes) {
        throw refused(path, "may hold at most " + maxBytes + " bytes of UTF-8");
      }
    }
    return text;
  }

  /** A map of texts whose keys and values together hold at most {@code maxBytes} bytes. */
  public static Map<String, String> attributes(
      final String path, final Map<String, String> attributes, final int maxBytes) {
    int bytes = 0;
    for (final Map.Entry<String, String> entry : attributes.entrySet()) {
      requireStorable(path, entry.getKey());
      if (entry.getValue() == null) {
        throw refused(path + "." + entry.getKey(), "must be a string");
      }
      requireStorable(path + "." + entry.getKey(), entry.getValue());
      bytes += bytes(entry.getKey()) + bytes(entry.getValue());
    }
    if (bytes > maxBytes) {
      throw refused(path, "may hold at most " + maxBytes + " bytes of UTF-8");
    }
    return Map.copyOf(attributes);
  }

  /** A JSON value whose text holds at most {@code maxBytes} bytes. */
  public static String json(final String path, final JsonNode value, final int maxBytes) {
    requireStorable(path, value);
    final String text = value.toString();
    if (bytes(text) > maxBytes) {
      throw refused(path, "may hold at most " + maxBytes + " bytes of JSON");
    }
    return text;
  }

  private static void requireStorable(final String path, final JsonNode value) {
    if (value.isTextual()) {
      requireStorable(path, value.textValue());
    }
    for (final Map.Entry<String, JsonNode> field : value.properties()) {
      requireStorable(path, field.getKey());
      requireStorable(path + "." + field.getKey(), field.getValue());
    }
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        requireStorable(path + "[" + i + "]", value.get(i));
      }
    }
  }

  private static void requireStorable(final String path, final String text) {
    if (text.indexOf('\0') >= 0) {
      throw refused(path, "holds the character U+0000, which cannot be stored");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw refused(path, "holds half of a surrogate pair, which is no Unicode text");
    }
  }

  private static int bytes(final String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static ApiException refused(final String path, final String why) {
    return new ApiException(ErrorCode.INVALID_REQUEST, path + " " + why + ".").at(path);
  }
}
