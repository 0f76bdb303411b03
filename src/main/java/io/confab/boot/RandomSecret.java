package io.confab.boot;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Fresh secrets of 256 random bits. */
final class RandomSecret {
  private static final int BYTES = 32;

  private RandomSecret() {}

  /** Standard base64 of 32 bytes: a key for a cipher or a MAC. */
  static String key() {
    return Base64.getEncoder().encodeToString(bytes());
  }

  /** 64 hexadecimal digits: a password that needs no quoting anywhere. */
  static String password() {
    return HexFormat.of().formatHex(bytes());
  }

  private static byte[] bytes() {
    final byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
