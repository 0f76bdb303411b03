package io.confab.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names a tenant, the isolation boundary that owns keys, rooms and usage.
 *
 * @param value {@code ten_} and 22 base62 characters
 */
public record TenantId(@JsonValue String value) implements Comparable<TenantId> {
  /** How every such id begins. */
  public static final String PREFIX = "ten_";

  /** Refuses any other text with {@link IllegalArgumentException}. */
  public TenantId {
    IdText.check(PREFIX, value);
  }

  /** Reads an id from its text; {@link IllegalArgumentException} when it is none. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static TenantId of(final String value) {
    return new TenantId(value);
  }

  /** A new id of 128 random bits. */
  public static TenantId random() {
    return new TenantId(IdText.random(PREFIX));
  }

  @Override
  public int compareTo(final TenantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
