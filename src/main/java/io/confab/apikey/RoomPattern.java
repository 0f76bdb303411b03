package io.confab.apikey;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A room name, or a pattern of room names in which {@code *} stands for any characters, none
 * included.
 *
 * @param value such as {@code standup}, {@code desk-*} or {@code *}
 */
public record RoomPattern(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_*-]{1,64}");

  /** Refuses any other text with {@link IllegalArgumentException}. */
  public RoomPattern {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a room pattern is 1 to 64 letters, digits, _, - and *");
    }
  }

  /** Reads a pattern from its text. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static RoomPattern of(final String value) {
    return new RoomPattern(value);
  }

  /** Whether a room of this name is meant. */
  public boolean matches(final String roomName) {
    final int star = value.indexOf('*');
    if (star < 0) {
      return value.equals(roomName);
    }
    if (star == value.length() - 1) {
      return roomName.startsWith(value.substring(0, star));
    }
    return Stream.of(value.split("\\*", -1))
        .map(Pattern::quote)
        .collect(Collectors.collectingAndThen(Collectors.joining(".*"), Pattern::compile))
        .matcher(roomName)
        .matches();
  }
}
