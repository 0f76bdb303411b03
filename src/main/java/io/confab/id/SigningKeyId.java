package io.confab.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names a customer's registered public key; tokens name it as {@code kid}.
 *
 * @param value {@code sgn_} and 22 base62 characters
 */
public record SigningKeyId(@JsonValue String value) implements Comparable<SigningKeyId> {
  /** How every such id begins. */
  public static final String PREFIX = "sgn_";

  /** Refuses any other text with {@link IllegalArgumentException}. */
  public SigningKeyId {
    IdText.check(PREFIX, value);
  }

  /** Reads an id from its text; {@link IllegalArgumentException} when it is none. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static SigningKeyId of(final String value) {
    return new SigningKeyId(value);
  }

  /** A new id of 128 random bits. */
  public static SigningKeyId random() {
    return new SigningKeyId(IdText.random(PREFIX));
  }

  @Override
  public int compareTo(final SigningKeyId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
