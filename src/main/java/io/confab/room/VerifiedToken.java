package io.confab.room;

import io.confab.apikey.RoomPattern;
import io.confab.id.ApiKeyId;
import io.confab.id.TenantId;
import io.confab.protocol.GrantsView;
import io.confab.tenant.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a token says, after its signature and every claim were checked.
 *
 * @param tenant whose token it is: that of the key which signed it, never a mere claim
 * @param identity the {@code sub}: who connects
 * @param rooms the rooms it may enter
 * @param grants what it permits there
 * @param name the display name, if the issuer fixed one
 * @param attributes string pairs that others see
 * @param origins pages that may use it; empty for all
 * @param issuedAt when it was signed
 * @param expiresAt when it ends
 * @param serviceMinted whether we signed it, so that we can renew it
 * @param keyId the {@code kid}
 * @param mintedBy the API key with which we minted it
 * @param guest whether that is a publishable key
 */
public record VerifiedToken(
    TenantId tenant,
    String identity,
    List<RoomPattern> rooms,
    GrantsView grants,
    Optional<String> name,
    Map<String, String> attributes,
    List<String> origins,
    Instant issuedAt,
    Instant expiresAt,
    boolean serviceMinted,
    String keyId,
    Optional<ApiKeyId> mintedBy,
    boolean guest) {

  /** The scope of what this identity does. */
  public Scope scope() {
    return new Scope(tenant, identity);
  }
}
