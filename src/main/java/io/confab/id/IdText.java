package io.confab.id;

import java.security.SecureRandom;
import java.util.Arrays;

/** The text of an id: a visible prefix and 128 bits as 22 base62 characters, all of one length. */
final class IdText {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int BITS_AS_BYTES = 16;
  private static final int LENGTH = 22;

  private IdText() {}

  static String random(final String prefix) {
    final byte[] bits = new byte[BITS_AS_BYTES];
    Randomness.SOURCE.nextBytes(bits);
    return encode(prefix, bits);
  }

  /** Writes the first 128 bits; leading zeros stay, so that text order is number order. */
  static String encode(final String prefix, final byte[] bits) {
    if (bits.length < BITS_AS_BYTES) {
      throw new IllegalArgumentException("An id needs 128 bits.");
    }
    final byte[] number = Arrays.copyOf(bits, BITS_AS_BYTES);
    final char[] text = new char[LENGTH];
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = DIGITS.charAt(divide(number, DIGITS.length()));
    }
    return prefix + new String(text);
  }

  static void check(final String prefix, final String value) {
    if (value == null || !value.startsWith(prefix) || !isBase62(value, prefix.length())) {
      throw new IllegalArgumentException(
          "An id here is \"" + prefix + "\" followed by " + LENGTH + " letters and digits.");
    }
  }

  private static boolean isBase62(final String value, final int from) {
    if (value.length() != from + LENGTH) {
      return false;
    }
    for (int i = from; i < value.length(); i++) {
      final char c = value.charAt(i);
      final boolean digit = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
      if (!digit) {
        return false;
      }
    }
    return true;
  }

  /** Divides a big-endian number in place and returns the remainder. */
  private static int divide(final byte[] number, final int divisor) {
    int remainder = 0;
    for (int i = 0; i < number.length; i++) {
      final int part = (remainder << Byte.SIZE) | (number[i] & 0xff);
      number[i] = (byte) (part / divisor);
      remainder = part % divisor;
    }
    return remainder;
  }

  /** Made on first use: a seed baked into a native image would repeat in every process. */
  private static final class Randomness {
    private static final SecureRandom SOURCE = new SecureRandom();
  }
}
