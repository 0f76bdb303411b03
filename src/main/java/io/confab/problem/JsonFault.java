package io.confab.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.confab.protocol.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;

/** Says where a JSON body went wrong, without quoting it or naming a Java class. */
final class JsonFault {
  private JsonFault() {}

  static ApiException explain(final JsonProcessingException fault) {
    return switch (fault) {
      case InvalidDefinitionException ours ->
          new ApiException(
              ErrorCode.INTERNAL, "This request cannot be read by this version.", ours);
      case UnrecognizedPropertyException unknown ->
          invalid("Unknown field %s.".formatted(path(unknown)), unknown);
      case JsonMappingException mapping when mapping.getCause() instanceof ApiException ours ->
          ours.path().isPresent() ? ours : ours.at(path(mapping));
      case JsonMappingException mapping
          when mapping.getCause() instanceof IllegalArgumentException refused ->
          invalid("%s: %s".formatted(path(mapping), refused.getMessage()), mapping);
      case MismatchedInputException mismatched ->
          invalid(
              "%s must be %s."
                  .formatted(
                      path(mismatched).isEmpty() ? "The body" : path(mismatched),
                      expected(mismatched)),
              mismatched);
      case StreamConstraintsException tooDeep ->
          new ApiException(
              ErrorCode.INVALID_REQUEST, "The JSON is nested too deeply or too long.", tooDeep);
      default ->
          new ApiException(
              ErrorCode.INVALID_REQUEST, "The body is not well-formed JSON" + place(fault), fault);
    };
  }

  private static ApiException invalid(final String detail, final JsonMappingException fault) {
    final ApiException failure = new ApiException(ErrorCode.INVALID_REQUEST, detail, fault);
    final String path = path(fault);
    return path.isEmpty() ? failure : failure.at(path);
  }

  private static String path(final JsonMappingException fault) {
    final List<JsonMappingException.Reference> steps = fault.getPath();
    return steps.stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getFieldName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  private static String expected(final MismatchedInputException fault) {
    final Class<?> type = fault.getTargetType();
    if (type == null) {
      return "of another type";
    }
    if (type == String.class || CharSequence.class.isAssignableFrom(type)) {
      return "a string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a whole number in range";
    }
    if (type.isEnum()) {
      return "one of the documented values";
    }
    if (java.time.temporal.Temporal.class.isAssignableFrom(type)) {
      return "a time as of RFC 3339, such as 2030-01-31T12:00:00Z";
    }
    if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
      return "a list";
    }
    return "a JSON object of the documented shape";
  }

  private static String place(final JsonProcessingException fault) {
    return fault.getLocation() == null
        ? "."
        : " (line %d, column %d)."
            .formatted(fault.getLocation().getLineNr(), fault.getLocation().getColumnNr());
  }
}
