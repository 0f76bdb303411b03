package io.confab.apikey;

import io.confab.id.SigningKeyId;
import io.confab.id.TenantId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;

/** A customer's public key as tokens are judged by it: a snapshot at most a few seconds old. */
public record KnownSigningKey(
    TenantId tenant,
    SigningKeyId id,
    SigningAlgorithm algorithm,
    PublicKey key,
    Optional<Instant> expiresAt,
    boolean revoked,
    boolean tenantSuspended) {

  /**
   * Lets the key pass if it is alive.
   *
   * @throws ApiException {@code revoked}, {@code tenant_suspended} or, past its expiry, {@code
   *     token_refused}
   */
  public void requireLive(final Instant now) {
    if (tenantSuspended) {
      throw new ApiException(
          ErrorCode.TENANT_SUSPENDED, "The tenant %s is suspended.".formatted(tenant));
    }
    if (revoked) {
      throw new ApiException(
          ErrorCode.REVOKED, "The signing key %s has been revoked.".formatted(id));
    }
    if (expiresAt.filter(end -> !now.isBefore(end)).isPresent()) {
      throw new ApiException(
          ErrorCode.TOKEN_REFUSED,
          "The signing key %s expired at %s.".formatted(id, expiresAt.get()));
    }
  }
}
