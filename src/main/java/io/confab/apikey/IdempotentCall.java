package io.confab.apikey;

import io.confab.tenant.Scope;
import java.util.Optional;

/**
 * A request that its sender may repeat.
 *
 * @param scope the tenant for whom it is; the operator's own requests have none
 * @param caller who sends it: each caller has its own keys
 * @param key the {@code Idempotency-Key}
 * @param requestHash of method, path and body, to tell another request under the same key
 */
record IdempotentCall(Optional<Scope> scope, String caller, String key, byte[] requestHash) {
  String tenant() {
    return scope.map(owner -> owner.tenant().value()).orElse("");
  }

  /** Binds a sealed answer to its row. */
  String sealContext() {
    return tenant() + "/" + caller + "/" + key;
  }
}
