package io.confab.apikey;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

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

  /**
   * Whether a room of this name is meant.
   *
   * <p>Only the last star is ever tried again, so the worst pattern takes as many steps as the two
   * lengths multiplied. A regular expression with many stars would keep its thread for ever.
   */
  public boolean matches(final String roomName) {
    int at = 0;
    int place = 0;
    int star = -1;
    int eaten = 0;
    while (place < roomName.length()) {
      if (at < value.length() && value.charAt(at) == '*') {
        star = at++;
        eaten = place;
      } else if (at < value.length() && value.charAt(at) == roomName.charAt(place)) {
        at++;
        place++;
      } else if (star >= 0) {
        at = star + 1;
        place = ++eaten;
      } else {
        return false;
      }
    }
    return value.substring(at).chars().allMatch(rest -> rest == '*');
  }
}
