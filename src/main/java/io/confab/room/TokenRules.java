package io.confab.room;

import java.time.Duration;

/** The numbers and names that hold for every token, whoever signed it. */
final class TokenRules {
  /** The {@code typ} of the header: no other JWT of the same key can be taken for a token. */
  static final String TYPE = "confab+jwt";

  /** The {@code aud}. */
  static final String AUDIENCE = "confab";

  /** The claim in which our own tokens name the API key that they were minted with. */
  static final String KEY_CLAIM = "key";

  /** The largest token, in characters: checked before anything is parsed. */
  static final int MAX_CHARS = 4096;

  /** The largest part of a token in front of its first dot, in characters. */
  static final int MAX_HEADER_CHARS = 1024;

  /** The longest life. */
  static final Duration MAX_TTL = Duration.ofHours(24);

  /** The life of a token that names none. */
  static final Duration DEFAULT_TTL = Duration.ofMinutes(10);

  /** How far clocks may differ. */
  static final Duration LEEWAY = Duration.ofSeconds(30);

  /** The longest identity and the longest display name, in characters. */
  static final int MAX_NAME_CHARS = 128;

  /** Rooms and origins that a token may list. */
  static final int MAX_LIST = 100;

  /** Keys and values of the attributes together, in bytes of UTF-8. */
  static final int MAX_ATTRIBUTES_BYTES = 4096;

  private TokenRules() {}
}
