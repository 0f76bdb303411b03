package io.confab.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names the connection state of one client, which outlives its socket.
 *
 * @param value {@code ses_} and 22 base62 characters
 */
public record SessionId(@JsonValue String value) implements Comparable<SessionId> {
  /** How every such id begins. */
  public static final String PREFIX = "ses_";

  /** Refuses any other text with {@link IllegalArgumentException}. */
  public SessionId {
    IdText.check(PREFIX, value);
  }

  /** Reads an id from its text; {@link IllegalArgumentException} when it is none. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static SessionId of(final String value) {
    return new SessionId(value);
  }

  /** A new id of 128 random bits. */
  public static SessionId random() {
    return new SessionId(IdText.random(PREFIX));
  }

  @Override
  public int compareTo(final SessionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
