package io.confab.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** What a field should have held, as a sentence. */
final class Expectation {
  private static final String SOURCES =
      Arrays.stream(TrackSource.values()).map(TrackSource::code).collect(Collectors.joining(", "));

  private Expectation() {}

  static String of(final JacksonException e) {
    return switch (e) {
      case UnrecognizedPropertyException _ -> "This field is unknown.";
      case MismatchedInputException mismatch -> expected(mismatch.getTargetType());
      default -> "The value is out of range.";
    };
  }

  private static String expected(final Class<?> type) {
    if (type == null) {
      return ErrorCode.INVALID_FRAME.text();
    }
    if (type == TrackSource.class) {
      return "Expected one of " + SOURCES + ".";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "Expected true or false.";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "Expected a whole number.";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "Expected a list.";
    }
    final boolean object = Map.class.isAssignableFrom(type) || type == TrackView.class;
    return object ? "Expected an object." : "Expected a string.";
  }
}
