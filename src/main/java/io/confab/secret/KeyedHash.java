package io.confab.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104) under one key: the same text always has the same hash, and nobody without
 * the key can tell which.
 */
public final class KeyedHash {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  KeyedHash(final byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** The 32 bytes for a text. */
  public byte[] of(final String text) {
    try {
      final Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (final GeneralSecurityException impossible) {
      throw new IllegalStateException("This Java lacks " + ALGORITHM, impossible);
    }
  }

  /** The same as text: 43 letters, digits, {@code -} and {@code _}. */
  public String textOf(final String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(of(text));
  }

  /** Whether this is the hash of a text, in time that does not depend on where they differ. */
  public boolean matches(final String text, final byte[] hash) {
    return MessageDigest.isEqual(of(text), hash);
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "KeyedHash[…]";
  }
}
