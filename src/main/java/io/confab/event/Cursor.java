package io.confab.event;

import io.confab.id.RoomId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in a log, opaque to clients: they hand back what they were given. It is no secret and
 * grants nothing; what its bearer may read is decided by the token.
 *
 * @param seq the last entry that the bearer has seen
 */
public record Cursor(RoomId room, long epoch, long seq) {
  private static final int MAX_LENGTH = 128;

  /** The text form that clients keep. */
  public String text() {
    final String plain = room.value() + ':' + epoch + ':' + seq;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads the text form; empty if it is not one of ours. */
  public static Optional<Cursor> parse(final String text) {
    if (text == null || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      final String plain =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      final String[] parts = plain.split(":", -1);
      return parts.length == 3
          ? Optional.of(
              new Cursor(RoomId.of(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
