package io.confab.turn;

import io.confab.id.TenantId;
import io.confab.secret.MasterKey;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names an identity to the relay: always the same, so that the relay's quota per user is one, and
 * without telling the relay's log who it is.
 */
@Singleton
public final class TurnNames {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH = 22;

  private final SecretKeySpec key;

  TurnNames(final MasterKey masterKey) {
    this.key = new SecretKeySpec(masterKey.derive("turn-name"), ALGORITHM);
  }

  /** The stable part of the identity's username: 22 letters, digits, {@code _} and {@code -}. */
  public String of(final TenantId tenant, final String identity) {
    try {
      final Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      final String input = tenant.value() + '/' + identity;
      final byte[] digest = mac.doFinal(input.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK lacks " + ALGORITHM, e);
    }
  }
}
