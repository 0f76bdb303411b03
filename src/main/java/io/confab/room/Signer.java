package io.confab.room;

import io.confab.apikey.KnownSigningKey;
import io.confab.apikey.SigningAlgorithm;
import io.confab.id.TenantId;
import io.confab.problem.ApiException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;

/**
 * The stored key that a token's {@code kid} names.
 *
 * @param kid its id
 * @param key the public half
 * @param algorithm the one algorithm for which it is good
 * @param registered what a customer registered; empty for a key of our own
 */
record Signer(
    String kid, PublicKey key, SigningAlgorithm algorithm, Optional<KnownSigningKey> registered) {
  static Signer of(final KnownSigningKey key) {
    return new Signer(key.id().value(), key.key(), key.algorithm(), Optional.of(key));
  }

  static Signer of(final ServiceKey key) {
    return new Signer(key.id(), key.publicKey(), SigningAlgorithm.ES256, Optional.empty());
  }

  /** Who owns it; of our own keys nobody. */
  Optional<TenantId> tenant() {
    return registered.map(KnownSigningKey::tenant);
  }

  /** Whether this is a key of our own. */
  boolean isService() {
    return registered.isEmpty();
  }

  /**
   * Lets the key pass if it is alive. Only who proved to hold it, or owns it, may hear the answer.
   *
   * @throws ApiException as {@link KnownSigningKey#requireLive}
   */
  void requireLive(final Instant now) {
    registered.ifPresent(key -> key.requireLive(now));
  }
}
