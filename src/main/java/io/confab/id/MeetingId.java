package io.confab.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names the time from a room's first join until it has stayed empty.
 *
 * @param value {@code mtg_} and 22 base62 characters
 */
public record MeetingId(@JsonValue String value) implements Comparable<MeetingId> {
  /** How every such id begins. */
  public static final String PREFIX = "mtg_";

  /** Refuses any other text with {@link IllegalArgumentException}. */
  public MeetingId {
    IdText.check(PREFIX, value);
  }

  /** Reads an id from its text; {@link IllegalArgumentException} when it is none. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static MeetingId of(final String value) {
    return new MeetingId(value);
  }

  /** A new id of 128 random bits. */
  public static MeetingId random() {
    return new MeetingId(IdText.random(PREFIX));
  }

  @Override
  public int compareTo(final MeetingId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
