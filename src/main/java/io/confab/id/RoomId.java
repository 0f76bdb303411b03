package io.confab.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names a room and its event log; a room deleted and made again gets another.
 *
 * @param value {@code rm_} and 22 base62 characters
 */
public record RoomId(@JsonValue String value) implements Comparable<RoomId> {
  /** How every such id begins. */
  public static final String PREFIX = "rm_";

  /** Refuses any other text with {@link IllegalArgumentException}. */
  public RoomId {
    IdText.check(PREFIX, value);
  }

  /** Reads an id from its text; {@link IllegalArgumentException} when it is none. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static RoomId of(final String value) {
    return new RoomId(value);
  }

  /** A new id of 128 random bits. */
  public static RoomId random() {
    return new RoomId(IdText.random(PREFIX));
  }

  @Override
  public int compareTo(final RoomId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
