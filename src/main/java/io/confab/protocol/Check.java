package io.confab.protocol;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The rules of single fields, as the constructors of frames state them. */
final class Check {
  private Check() {}

  static <T> T required(final String path, final T value) {
    return rule(value != null, path, "This field is required.", value);
  }

  /** Text of 1 to {@code max} characters (code points) without control characters. */
  static String label(final String path, final String value, final int max) {
    required(path, value);
    final String detail = "Expected 1 to " + max + " characters, no control characters.";
    return rule(isLabel(value, max), path, detail, value);
  }

  static boolean isLabel(final String value, final int max) {
    return !value.isEmpty()
        && value.codePointCount(0, value.length()) <= max
        && !Controls.in(value)
        && Utf8.isWellFormed(value);
  }

  static String optionalLabel(final String path, final String value, final int max) {
    return value == null ? null : label(path, value, max);
  }

  /** A display name: a label that is not blank. */
  static String optionalName(final String value) {
    final boolean visible = value == null || !value.isBlank();
    rule(visible, "name", "A name cannot be blank.", value);
    return optionalLabel("name", value, WireLimit.NAME_CHARS);
  }

  /** The {@code id} of a frame that must have one. */
  static String id(final String value) {
    final boolean present = value != null;
    rule(present, "id", "This frame needs an id, because it is answered.", value);
    return label("id", value, WireLimit.LABEL_CHARS);
  }

  static String optionalId(final String value) {
    return optionalLabel("id", value, WireLimit.LABEL_CHARS);
  }

  /** Text of 1 to {@code max} bytes of UTF-8. */
  static String bytes(final String path, final String value, final int max) {
    required(path, value);
    final boolean fits = !value.isEmpty() && Utf8.length(value) <= max;
    return rule(fits, path, "Expected 1 to " + max + " bytes of UTF-8.", value);
  }

  static long range(final String path, final long value, final long min, final long max) {
    return rule(value >= min && value <= max, path, "Expected " + min + " to " + max + ".", value);
  }

  static long incarnation(final long value) {
    return range("incarnation", value, 1, WireLimit.NUMBER);
  }

  static long seq(final long value) {
    return range("seq", value, 0, WireLimit.NUMBER);
  }

  /** An absent list stays absent (null). */
  static <T> List<T> list(final String path, final List<T> value, final int max) {
    if (value == null) {
      return null;
    }
    entries(path, value, max);
    return List.copyOf(value);
  }

  /** An absent map stays absent (null). */
  static Map<String, String> attributes(final Map<String, String> value) {
    if (value == null) {
      return null;
    }
    final String path = "attributes";
    entries(path, value.values(), WireLimit.LIST);
    value.keySet().forEach(key -> label(path, key, WireLimit.LABEL_CHARS));
    final int bytes =
        value.entrySet().stream()
            .mapToInt(entry -> Utf8.length(entry.getKey()) + Utf8.length(entry.getValue()))
            .sum();
    rule(
        bytes <= WireLimit.ATTRIBUTES_BYTES,
        path,
        "Expected at most " + WireLimit.ATTRIBUTES_BYTES + " bytes of UTF-8 in all.",
        value);
    return Map.copyOf(value);
  }

  static Map<String, String> attributesOrNone(final Map<String, String> value) {
    return value == null ? Map.of() : attributes(value);
  }

  static void entries(final String path, final Collection<?> value, final int max) {
    rule(value.size() <= max, path, "Expected at most " + max + " entries.", value);
    rule(!containsNull(value), path, "An entry is null.", value);
  }

  static RawJson object(final String path, final RawJson value, final int maxBytes) {
    required(path, value);
    rule(value.isObject(), path, "Expected an object.", value);
    final boolean fits = value.bytes() <= maxBytes;
    return rule(fits, path, "Expected at most " + maxBytes + " bytes of UTF-8.", value);
  }

  static <T> T rule(final boolean holds, final String path, final String detail, final T value) {
    if (!holds) {
      throw ProtocolException.badValue(path, detail);
    }
    return value;
  }

  private static boolean containsNull(final Collection<?> values) {
    return values.stream().anyMatch(value -> value == null);
  }
}
