package io.confab.apikey;

import java.security.SecureRandom;

/**
 * Digits, then upper case, then lower case: text that survives a double click and needs no
 * escaping.
 */
final class Base62 {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int CHARS_OF_256_BITS = 43;

  private Base62() {}

  /** 43 characters that hold 256 random bits. */
  static String random256() {
    final StringBuilder text = new StringBuilder(CHARS_OF_256_BITS);
    for (int i = 0; i < CHARS_OF_256_BITS; i++) {
      text.append(DIGITS.charAt(Randomness.SOURCE.nextInt(DIGITS.length())));
    }
    return text.toString();
  }

  /** A number in so many characters, with leading zeros. */
  static String fixed(final long value, final int chars) {
    final char[] text = new char[chars];
    long rest = value;
    for (int i = chars - 1; i >= 0; i--) {
      text[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(text);
  }

  /** Made on first use: a seed baked into a native image would repeat in every process. */
  private static final class Randomness {
    private static final SecureRandom SOURCE = new SecureRandom();
  }
}
