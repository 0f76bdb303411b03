package io.confab.room;

import io.confab.apikey.ApiKeys;
import io.confab.apikey.ApiScope;
import io.confab.apikey.KeyKind;
import io.confab.apikey.KnownApiKey;
import io.confab.apikey.PageOrigin;
import io.confab.id.TenantId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Signs tokens with the deployment's own key, and renews those that it signed. */
@Singleton
public final class TokenIssuer {
  private final ServiceKeys keys;
  private final ApiKeys apiKeys;
  private final InstantSource clock;

  TokenIssuer(final ServiceKeys keys, final ApiKeys apiKeys, final InstantSource clock) {
    this.keys = keys;
    this.apiKeys = apiKeys;
    this.clock = clock;
  }

  /**
   * A token of ours.
   *
   * @param token the JWT
   * @param expiresAt its {@code exp}
   */
  public record Minted(String token, Instant expiresAt) {
    /** Never the token. */
    @Override
    public String toString() {
      return "Minted[until " + expiresAt + "]";
    }
  }

  /**
   * Gives a token that we minted a new life of the same length.
   *
   * @throws ApiException {@code revoked}, {@code tenant_suspended} or {@code unauthorized} if its
   *     API key has ended; {@code token_refused} for a token that somebody else signed, or that the
   *     key would not give any more
   */
  public Minted renew(final VerifiedToken token) {
    final KnownApiKey key =
        token
            .mintedBy()
            .flatMap(apiKeys::find)
            .orElseThrow(
                () ->
                    new ApiException(
                        ErrorCode.TOKEN_REFUSED,
                        "Only tokens that this service minted can be renewed by it."));
    key.requireLive(clock.instant());
    requireStillGiven(key, token);
    return mint(key, TokenClaims.of(token), Duration.between(token.issuedAt(), token.expiresAt()));
  }

  /**
   * A key may have lost a scope, a rule or an origin since; what it gave then must end some day.
   */
  private static void requireStillGiven(final KnownApiKey key, final VerifiedToken token) {
    final boolean given =
        key.kind() == KeyKind.SECRET
            ? key.scopes().contains(ApiScope.TOKENS_MINT)
            : token.rooms().stream().allMatch(room -> key.ruleFor(room.value()).isPresent())
                && token.origins().stream()
                    .allMatch(
                        page -> PageOrigin.of(page).isAllowed(key.origins(), key.development()));
    if (!given) {
      throw new ApiException(
          ErrorCode.TOKEN_REFUSED, "The key %s gives no such token any more.".formatted(key.id()));
    }
  }

  Minted mint(final KnownApiKey key, final TokenClaims claims, final Duration ttl) {
    final Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    final Instant expiresAt = now.plus(ttl);
    final String token = sign(key.tenant(), key.id().value(), claims.asMap(), now, expiresAt);
    if (token.length() > TokenRules.MAX_CHARS) {
      throw new ApiException(
              ErrorCode.INVALID_REQUEST,
              "The token would be larger than %d characters: shorten attributes, rooms or origins."
                  .formatted(TokenRules.MAX_CHARS))
          .at("attributes");
    }
    return new Minted(token, expiresAt);
  }

  private String sign(
      final TenantId tenant,
      final String mintedBy,
      final Map<String, Object> claims,
      final Instant now,
      final Instant expiresAt) {
    final ServiceKey key = keys.current();
    return Jwt.claims(claims)
        .issuer(tenant.value())
        .audience(TokenRules.AUDIENCE)
        .claim(TokenRules.KEY_CLAIM, mintedBy)
        .issuedAt(now)
        .expiresAt(expiresAt)
        .jws()
        .algorithm(SignatureAlgorithm.ES256)
        .keyId(key.id())
        .type(TokenRules.TYPE)
        .sign(key.privateKey());
  }
}
