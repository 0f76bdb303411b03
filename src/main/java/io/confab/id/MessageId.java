package io.confab.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names a chat message.
 *
 * @param value {@code msg_} and 22 base62 characters
 */
public record MessageId(@JsonValue String value) implements Comparable<MessageId> {
  /** How every such id begins. */
  public static final String PREFIX = "msg_";

  /** Refuses any other text with {@link IllegalArgumentException}. */
  public MessageId {
    IdText.check(PREFIX, value);
  }

  /** Reads an id from its text; {@link IllegalArgumentException} when it is none. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static MessageId of(final String value) {
    return new MessageId(value);
  }

  /** A new id of 128 random bits. */
  public static MessageId random() {
    return new MessageId(IdText.random(PREFIX));
  }

  @Override
  public int compareTo(final MessageId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
