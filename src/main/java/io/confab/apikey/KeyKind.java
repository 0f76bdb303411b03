package io.confab.apikey;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The two kinds of API key. */
public enum KeyKind {
  /** For servers: scoped, shown once, kept as a keyed hash. */
  SECRET,
  /** For pages: no secret at all, bound to origins and room rules, good for guest tokens only. */
  PUBLISHABLE;

  /** The name in JSON. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a kind by its name in JSON; {@link IllegalArgumentException} when there is none. */
  @JsonCreator
  public static KeyKind of(final String text) {
    return switch (text) {
      case "secret" -> SECRET;
      case "publishable" -> PUBLISHABLE;
      default -> throw new IllegalArgumentException("it is secret or publishable");
    };
  }
}
