package io.confab.tenant;

import io.confab.id.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * A tenant as the operator sees it.
 *
 * @param id its id, the issuer of its tokens
 * @param name what people call it
 * @param development whether it is a playground rather than a live site
 * @param suspendedAt since when its keys and tokens are refused, if they are
 * @param version counts its changes
 */
public record Tenant(
    TenantId id,
    String name,
    boolean development,
    Optional<Instant> suspendedAt,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  /** Whether keys and tokens of this tenant are refused. */
  public boolean suspended() {
    return suspendedAt.isPresent();
  }
}
