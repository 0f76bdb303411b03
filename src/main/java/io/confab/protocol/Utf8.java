package io.confab.protocol;

/** Sizes of text as it travels: in bytes of UTF-8 (RFC 3629), without encoding it. */
final class Utf8 {
  private Utf8() {}

  /** Bytes of {@code text}; a lone surrogate counts as the three of its replacement. */
  static int length(final String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      final char c = text.charAt(i);
      if (c >= 0x800) {
        bytes++;
      }
      if (c >= 0x80) {
        bytes++;
      }
      if (isPair(text, i)) {
        i++; // two chars, and the four bytes are counted
      }
    }
    return bytes;
  }

  /** Whether every surrogate has its partner, so that the text can be written as UTF-8 at all. */
  static boolean isWellFormed(final String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!isPair(text, i)) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static boolean isPair(final String text, final int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }
}
