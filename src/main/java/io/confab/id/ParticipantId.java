package io.confab.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names an identity in a room; stable over joins, which incarnations tell apart.
 *
 * @param value {@code par_} and 22 base62 characters
 */
public record ParticipantId(@JsonValue String value) implements Comparable<ParticipantId> {
  /** How every such id begins. */
  public static final String PREFIX = "par_";

  /** Refuses any other text with {@link IllegalArgumentException}. */
  public ParticipantId {
    IdText.check(PREFIX, value);
  }

  /** Reads an id from its text; {@link IllegalArgumentException} when it is none. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static ParticipantId of(final String value) {
    return new ParticipantId(value);
  }

  /** A new id of 128 random bits. */
  public static ParticipantId random() {
    return new ParticipantId(IdText.random(PREFIX));
  }

  /**
   * Derives the id from the first 128 bits of a digest, so that one input always names one
   * participant.
   *
   * @throws IllegalArgumentException when the digest is shorter than 16 bytes
   */
  public static ParticipantId derivedFrom(final byte[] digest) {
    return new ParticipantId(IdText.encode(PREFIX, digest));
  }

  @Override
  public int compareTo(final ParticipantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
