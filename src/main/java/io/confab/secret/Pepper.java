package io.confab.secret;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hashes API-key secrets for storage with HMAC-SHA-256 (RFC 2104).
 *
 * <p>The secrets are 256 random bits, so a slow password hash would buy nothing; the pepper makes a
 * stolen table useless without the configuration.
 */
@Singleton
public final class Pepper {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;

  private final SecretKeySpec key;

  @Inject
  Pepper(@ConfigProperty(name = "confab.pepper") final Optional<String> encoded) {
    this.key =
        new SecretKeySpec(ConfiguredSecret.decode("confab.pepper", encoded, BYTES), ALGORITHM);
  }

  /** The 32 bytes to store for a secret. */
  public byte[] hash(final String secret) {
    try {
      final Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
    } catch (final GeneralSecurityException impossible) {
      throw new IllegalStateException("This Java lacks " + ALGORITHM, impossible);
    }
  }

  /**
   * Whether a presented secret is the stored one, in time that does not depend on where they
   * differ.
   */
  public boolean matches(final String secret, final byte[] stored) {
    return MessageDigest.isEqual(hash(secret), stored);
  }

  /** Never the pepper. */
  @Override
  public String toString() {
    return "Pepper[…]";
  }
}
