package io.confab.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names an API key, secret or publishable; not the key itself.
 *
 * @param value {@code key_} and 22 base62 characters
 */
public record ApiKeyId(@JsonValue String value) implements Comparable<ApiKeyId> {
  /** How every such id begins. */
  public static final String PREFIX = "key_";

  /** Refuses any other text with {@link IllegalArgumentException}. */
  public ApiKeyId {
    IdText.check(PREFIX, value);
  }

  /** Reads an id from its text; {@link IllegalArgumentException} when it is none. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static ApiKeyId of(final String value) {
    return new ApiKeyId(value);
  }

  /** A new id of 128 random bits. */
  public static ApiKeyId random() {
    return new ApiKeyId(IdText.random(PREFIX));
  }

  @Override
  public int compareTo(final ApiKeyId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
