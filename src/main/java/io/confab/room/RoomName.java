package io.confab.room;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.confab.id.RoomId;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A customer's name for a room, unique within the tenant.
 *
 * @param value 1 to 64 letters, digits, {@code _} and {@code -}, not beginning like a room's id
 */
public record RoomName(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Without the characters that people mix up when they read a name aloud. */
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 4;
  private static final int GROUP_LENGTH = 5;

  /** Refuses any other text with {@link IllegalArgumentException}. */
  public RoomName {
    if (!isName(value)) {
      throw new IllegalArgumentException(
          "a room name is 1 to 64 letters, digits, _ and -, and does not begin with rm_");
    }
  }

  /** Reads a name from its text; {@link IllegalArgumentException} when it is none. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static RoomName of(final String value) {
    return new RoomName(value);
  }

  /** The name, if it is one. */
  static Optional<RoomName> parse(final String value) {
    return isName(value) ? Optional.of(new RoomName(value)) : Optional.empty();
  }

  /** A name that nobody guesses and anybody can type: 99 bits, such as {@code k3f9a-…}. */
  public static RoomName random() {
    final StringBuilder name = new StringBuilder();
    final SecureRandom random = Randomness.SOURCE;
    for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
      if (i > 0 && i % GROUP_LENGTH == 0) {
        name.append('-');
      }
      name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return new RoomName(name.toString());
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isName(final String value) {
    return value != null && FORM.matcher(value).matches() && !value.startsWith(RoomId.PREFIX);
  }

  /** Made on first use: a seed baked into a native image would repeat in every process. */
  private static final class Randomness {
    private static final SecureRandom SOURCE = new SecureRandom();
  }
}
