package io.confab.protocol;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.util.List;

/** The place of a field as people write it: {@code tracks[2].name}. */
final class FieldPath {
  private static final int MAX_CHARS = 200;

  private FieldPath() {}

  static String of(final List<Reference> references) {
    final StringBuilder path = new StringBuilder();
    for (final Reference reference : references) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return bounded(path.toString());
  }

  static String join(final String prefix, final String path) {
    if (prefix == null || prefix.isEmpty()) {
      return path;
    }
    return path == null ? prefix : bounded(prefix + "." + path);
  }

  /** A name in a frame is as long as its sender likes; the answer is not. */
  private static String bounded(final String path) {
    return path.length() <= MAX_CHARS ? path : path.substring(0, MAX_CHARS) + "…";
  }
}
