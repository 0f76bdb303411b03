package io.confab.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Compares an answer that a document shows with one that came: fields and kinds, not values. */
final class AnswerShape {
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
  private static final Pattern PREFIX = Pattern.compile("^(\\w+?_)[0-9A-Za-z]{22,}$");

  private final List<String> differences = new ArrayList<>();

  private AnswerShape() {}

  /** Fails where a field is missing, new, or of another kind. Of a list, one entry has to fit. */
  static void same(final JsonNode documented, final JsonNode answered, final String place) {
    assertThat(differences("", documented, answered)).as("%s, of %s", place, answered).isEmpty();
  }

  private static List<String> differences(
      final String path, final JsonNode documented, final JsonNode answered) {
    final AnswerShape shape = new AnswerShape();
    shape.compare(path, documented, answered);
    return shape.differences;
  }

  private void compare(final String path, final JsonNode documented, final JsonNode answered) {
    if (!kind(documented).equals(kind(answered))) {
      differences.add("%s is %s, not %s".formatted(path, kind(answered), kind(documented)));
    } else if (documented.isObject()) {
      compareFields(path, documented, answered);
    } else if (documented.isArray()) {
      documented.forEach(entry -> findEntry(path + "[]", entry, answered));
    }
  }

  private void compareFields(
      final String path, final JsonNode documented, final JsonNode answered) {
    answered
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!documented.has(name)) {
                differences.add("%s.%s is not documented".formatted(path, name));
              }
            });
    documented
        .properties()
        .forEach(
            field -> {
              final String below = path + "." + field.getKey();
              if (answered.has(field.getKey())) {
                compare(below, field.getValue(), answered.get(field.getKey()));
              } else {
                differences.add(below + " is missing");
              }
            });
  }

  private void findEntry(final String path, final JsonNode documented, final JsonNode answered) {
    final List<List<String>> tried =
        StreamSupport.stream(answered.spliterator(), false)
            .filter(entry -> entry.path("type").equals(documented.path("type")))
            .map(entry -> differences(path, documented, entry))
            .toList();
    if (tried.isEmpty()) {
      differences.add(path + " has no entry like " + documented);
    } else if (tried.stream().noneMatch(List::isEmpty)) {
      differences.addAll(tried.getFirst());
    }
  }

  /**
   * What can be said of a value without the value: its type, and of texts times and id prefixes.
   */
  private static String kind(final JsonNode value) {
    if (!value.isTextual()) {
      return value.getNodeType().toString();
    }
    if (TIME.matcher(value.asText()).matches()) {
      return "a time";
    }
    final Matcher prefixed = PREFIX.matcher(value.asText());
    return prefixed.matches() ? "an id " + prefixed.group(1) : "text";
  }
}
