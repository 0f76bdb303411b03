package io.confab.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names an entry in an event log.
 *
 * @param value {@code evt_} and 22 base62 characters
 */
public record EventId(@JsonValue String value) implements Comparable<EventId> {
  /** How every such id begins. */
  public static final String PREFIX = "evt_";

  /** Refuses any other text with {@link IllegalArgumentException}. */
  public EventId {
    IdText.check(PREFIX, value);
  }

  /** Reads an id from its text; {@link IllegalArgumentException} when it is none. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static EventId of(final String value) {
    return new EventId(value);
  }

  /** A new id of 128 random bits. */
  public static EventId random() {
    return new EventId(IdText.random(PREFIX));
  }

  @Override
  public int compareTo(final EventId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
