package io.confab.turn;

import io.confab.id.TenantId;
import io.confab.secret.KeyedHash;
import io.confab.secret.MasterKey;
import jakarta.inject.Singleton;

/**
 * Names an identity to the relay: always the same, so that the relay's quota per user is one, and
 * without telling the relay's log who it is.
 */
@Singleton
public final class TurnNames {
  private static final int LENGTH = 22;

  private final KeyedHash hash;

  TurnNames(final MasterKey masterKey) {
    this.hash = masterKey.hashFor("turn-name");
  }

  /** The stable part of the identity's username: 22 letters, digits, {@code _} and {@code -}. */
  public String of(final TenantId tenant, final String identity) {
    return hash.textOf(tenant.value() + '/' + identity).substring(0, LENGTH);
  }
}
