package io.confab.apikey;

import io.confab.id.ApiKeyId;
import io.confab.id.TenantId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.tenant.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An API key as requests and tokens are judged by it: a snapshot at most a few seconds old. */
public record KnownApiKey(
    TenantId tenant,
    ApiKeyId id,
    KeyKind kind,
    byte[] secretHash,
    Set<ApiScope> scopes,
    List<PageOrigin> origins,
    List<RoomRule> rooms,
    Quota quota,
    boolean development,
    Optional<Instant> expiresAt,
    boolean revoked,
    boolean tenantSuspended) {

  /** The scope of work done for this key. */
  public Scope scope() {
    return new Scope(tenant, id.value());
  }

  /** The rule that lets guests of this key into a room, if there is one. The first match holds. */
  public Optional<RoomRule> ruleFor(final String roomName) {
    return rooms.stream().filter(rule -> rule.match().matches(roomName)).findFirst();
  }

  /**
   * Lets the key pass if it is alive.
   *
   * @throws ApiException {@code revoked}, {@code tenant_suspended} or, past its expiry, {@code
   *     unauthorized}
   */
  public void requireLive(final Instant now) {
    requireNotRevoked();
    if (expiresAt.filter(end -> !now.isBefore(end)).isPresent()) {
      throw new ApiException(
          ErrorCode.UNAUTHORIZED, "The API key %s expired at %s.".formatted(id, expiresAt.get()));
    }
  }

  /**
   * As {@link #requireLive}, for tokens minted before the key expired: expiry ends the minting, not
   * the tokens.
   */
  public void requireNotRevoked() {
    if (tenantSuspended) {
      throw new ApiException(
          ErrorCode.TENANT_SUSPENDED, "The tenant %s is suspended.".formatted(tenant));
    }
    if (revoked) {
      throw new ApiException(ErrorCode.REVOKED, "The API key %s has been revoked.".formatted(id));
    }
  }

  /** Never the hash. */
  @Override
  public String toString() {
    return "KnownApiKey[%s of %s]".formatted(id, tenant);
  }
}
