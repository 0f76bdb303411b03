package io.confab.room;

import io.confab.apikey.KnownSigningKey;
import io.confab.apikey.SigningAlgorithm;
import io.confab.id.TenantId;
import java.security.PublicKey;
import java.util.Optional;

/**
 * The stored key that a token's {@code kid} names.
 *
 * @param kid its id
 * @param key the public half
 * @param algorithm the one algorithm for which it is good
 * @param tenant who owns it; of our own keys nobody
 */
record Signer(String kid, PublicKey key, SigningAlgorithm algorithm, Optional<TenantId> tenant) {
  static Signer of(final KnownSigningKey key) {
    return new Signer(key.id().value(), key.key(), key.algorithm(), Optional.of(key.tenant()));
  }

  static Signer of(final ServiceKey key) {
    return new Signer(key.id(), key.publicKey(), SigningAlgorithm.ES256, Optional.empty());
  }

  /** Whether this is a key of our own. */
  boolean isService() {
    return tenant.isEmpty();
  }
}
