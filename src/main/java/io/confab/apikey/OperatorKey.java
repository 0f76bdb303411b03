package io.confab.apikey;

import io.confab.secret.KeyedHash;
import io.confab.secret.MasterKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What the operator of this deployment shows: the key from configuration, or the short-lived token
 * got for a start link.
 *
 * <p>The token is a statement under the master key, so any node accepts it and none has to remember
 * it.
 */
@Singleton
public final class OperatorKey {
  /** How every operator token begins. */
  static final String TOKEN_PREFIX = "cfb_ot_";

  /** How long an operator token works. */
  static final Duration TOKEN_TTL = Duration.ofMinutes(15);

  private static final int MIN_CHARS = 32;
  private static final int TIME_CHARS = 8;

  private final Optional<byte[]> digest;
  private final KeyedHash tokenHash;
  private final InstantSource clock;

  @Inject
  OperatorKey(
      @ConfigProperty(name = "confab.operator-key") final Optional<String> configured,
      final MasterKey masterKey,
      final InstantSource clock) {
    configured.ifPresent(OperatorKey::requireFit);
    this.digest = configured.map(OperatorKey::sha256);
    this.tokenHash = masterKey.hashFor("operator-token");
    this.clock = clock;
  }

  /** Whether this is the configured key. Without one nothing is. */
  boolean matches(final String text) {
    return digest.filter(expected -> MessageDigest.isEqual(expected, sha256(text))).isPresent();
  }

  /** A token that opens what the start page needs, until it expires. */
  String mintToken(final Instant expiresAt) {
    final String body =
        TOKEN_PREFIX + Base62.fixed(expiresAt.getEpochSecond(), TIME_CHARS) + Base62.random256();
    return body + "_" + mac(body);
  }

  /** Whether this is a token of ours that has not expired. */
  boolean acceptsToken(final String text) {
    final int end = text.lastIndexOf('_');
    if (end < TOKEN_PREFIX.length() + TIME_CHARS) {
      return false;
    }
    final String body = text.substring(0, end);
    final boolean ours = MessageDigest.isEqual(utf8(mac(body)), utf8(text.substring(end + 1)));
    final String expiry = body.substring(TOKEN_PREFIX.length(), TOKEN_PREFIX.length() + TIME_CHARS);
    // Base62 of one length keeps the order of numbers, so the texts compare as the times do.
    return ours && Base62.fixed(clock.instant().getEpochSecond(), TIME_CHARS).compareTo(expiry) < 0;
  }

  private String mac(final String body) {
    return tokenHash.textOf(body).replace('_', '.');
  }

  private static void requireFit(final String key) {
    if (key.length() < MIN_CHARS
        || key.startsWith("cfb_sk_")
        || key.startsWith("cfb_pk_")
        || key.startsWith(TOKEN_PREFIX)) {
      throw new IllegalStateException(
          "confab.operator-key must be at least %d random characters, such as those of: openssl rand -hex 32"
              .formatted(MIN_CHARS));
    }
  }

  private static byte[] sha256(final String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(utf8(text));
    } catch (final GeneralSecurityException impossible) {
      throw new IllegalStateException("This Java lacks SHA-256", impossible);
    }
  }

  private static byte[] utf8(final String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
