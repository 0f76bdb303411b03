package io.confab.secret;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hashes API-key secrets for storage with HMAC-SHA-256 (RFC 2104).
 *
 * <p>The secrets are 256 random bits, so a slow password hash would buy nothing; the pepper makes a
 * stolen table useless without the configuration.
 */
@Singleton
public final class Pepper {
  private static final int BYTES = 32;

  private final KeyedHash hash;

  @Inject
  Pepper(@ConfigProperty(name = "confab.pepper") final Optional<String> encoded) {
    this.hash = new KeyedHash(ConfiguredSecret.decode("confab.pepper", encoded, BYTES));
  }

  /** The 32 bytes to store for a secret. */
  public byte[] hash(final String secret) {
    return hash.of(secret);
  }

  /** Whether a presented secret is the stored one. */
  public boolean matches(final String secret, final byte[] stored) {
    return hash.matches(secret, stored);
  }

  /** Never the pepper. */
  @Override
  public String toString() {
    return "Pepper[…]";
  }
}
