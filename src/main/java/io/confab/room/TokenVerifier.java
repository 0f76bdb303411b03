package io.confab.room;

import io.confab.apikey.ApiKeys;
import io.confab.apikey.KeyKind;
import io.confab.apikey.KnownApiKey;
import io.confab.apikey.SigningKeys;
import io.confab.id.ApiKeyId;
import io.confab.id.SigningKeyId;
import io.confab.id.TenantId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.tenant.DatabaseException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a token is good. The key is found first and brings its tenant and its algorithm
 * along; the token itself has a say in neither.
 *
 * <p>Blocks while a signature is checked, and for the database only at the first token of a key.
 */
@Singleton
public final class TokenVerifier {
  private final SigningKeys signingKeys;
  private final ServiceKeys serviceKeys;
  private final ApiKeys apiKeys;
  private final TokenSignature signature;
  private final InstantSource clock;

  TokenVerifier(
      final SigningKeys signingKeys,
      final ServiceKeys serviceKeys,
      final ApiKeys apiKeys,
      final TokenSignature signature,
      final InstantSource clock) {
    this.signingKeys = signingKeys;
    this.serviceKeys = serviceKeys;
    this.apiKeys = apiKeys;
    this.signature = signature;
    this.clock = clock;
  }

  /**
   * Verifies a token.
   *
   * @throws ApiException {@code token_refused}, {@code token_expired}, {@code revoked} or {@code
   *     tenant_suspended}
   */
  public VerifiedToken verify(final String token) {
    return verify(token, Duration.ZERO);
  }

  /** As {@link #verify(String)}, but a token counts for a while after its expiry. */
  public VerifiedToken verify(final String token, final Duration expiredFor) {
    final TokenHeader header =
        TokenHeader.read(token)
            .orElseThrow(
                () ->
                    refused(
                        "This is not a token: it is not a signed JWT of at most %d characters with a kid."
                            .formatted(TokenRules.MAX_CHARS)));
    requireSame("typ", TokenRules.TYPE, header.type());
    final Signer signer =
        signer(header.kid())
            .orElseThrow(() -> refused("The token's kid names no signing key that we know."));
    requireSame("alg", signer.algorithm().text(), header.algorithm());
    final TokenSignature.Verdict verdict = signature.check(token, signer, expiredFor);
    if (verdict == TokenSignature.Verdict.FORGED) {
      throw refused("The token's signature was not made with the key " + signer.kid() + ".");
    }
    signer.requireLive(clock.instant());
    final VerifiedToken verified = read(header, signer, expiredFor);
    if (verdict == TokenSignature.Verdict.CLAIMS_FAULTY) {
      throw refused("The token's claims are not those of a token for this service.");
    }
    return verified;
  }

  /**
   * Why a token that was good is so no longer, if its key or tenant has ended since; for sweeps
   * over open connections. Answers from memory; without a database, what was good stays good.
   */
  public Optional<ApiException> revocation(final VerifiedToken token) {
    try {
      if (token.mintedBy().isPresent()) {
        apiKeys
            .find(token.mintedBy().get())
            .orElseThrow(() -> gone("The API key that minted this token is gone."))
            .requireNotRevoked();
      } else {
        signer(token.keyId())
            .orElseThrow(() -> gone("The signing key of this token is gone."))
            .requireLive(clock.instant());
      }
      return Optional.empty();
    } catch (final ApiException ended) {
      return Optional.of(ended);
    } catch (final DatabaseException away) {
      return Optional.empty();
    }
  }

  /** The stored key of that id, whether or not it has ended. */
  Optional<Signer> signer(final String kid) {
    if (kid.startsWith(ServiceKey.PREFIX)) {
      return serviceKeys.find(kid).map(Signer::of);
    }
    if (!kid.startsWith(SigningKeyId.PREFIX)) {
      return Optional.empty();
    }
    try {
      return signingKeys.find(new SigningKeyId(kid)).map(Signer::of);
    } catch (final IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private VerifiedToken read(
      final TokenHeader header, final Signer signer, final Duration expiredFor) {
    final Instant now = clock.instant();
    final ClaimReader claims = new ClaimReader(header.claims(), now);
    final Optional<KnownApiKey> minter =
        signer.isService() ? Optional.of(minter(claims)) : Optional.empty();
    final TenantId tenant = signer.tenant().orElseGet(() -> minter.orElseThrow().tenant());
    claims.requireIssuer(tenant.value());
    claims.requireAudience();
    final Instant issuedAt = claims.issuedAt();
    final VerifiedToken token =
        new VerifiedToken(
            tenant,
            claims.identity(),
            claims.rooms(),
            claims.grants(),
            claims.name(),
            claims.attributes(),
            claims.origins(),
            issuedAt,
            claims.expiresAt(issuedAt),
            signer.isService(),
            signer.kid(),
            minter.map(KnownApiKey::id),
            minter.filter(key -> key.kind() == KeyKind.PUBLISHABLE).isPresent());
    requireNone(claims.findings());
    requireUnexpired(token, now, expiredFor);
    return token;
  }

  private static void requireUnexpired(
      final VerifiedToken token, final Instant now, final Duration expiredFor) {
    if (now.isAfter(token.expiresAt().plus(TokenRules.LEEWAY).plus(expiredFor))) {
      throw new ApiException(
          ErrorCode.TOKEN_EXPIRED, "The token expired at %s.".formatted(token.expiresAt()));
    }
  }

  /** The API key with which we minted a token; one that has been revoked throws. */
  private KnownApiKey minter(final ClaimReader claims) {
    try {
      final KnownApiKey key =
          claims
              .mintingKey()
              .map(ApiKeyId::of)
              .flatMap(apiKeys::find)
              .orElseThrow(() -> refused("The API key that minted this token is gone."));
      key.requireNotRevoked();
      return key;
    } catch (final IllegalArgumentException notAnId) {
      throw refused("The token's %s names no API key.".formatted(TokenRules.KEY_CLAIM));
    }
  }

  private static void requireNone(final List<Finding> findings) {
    if (!findings.isEmpty()) {
      final Finding first = findings.getFirst();
      throw refused(first.sentence()).at(first.claim());
    }
  }

  private static void requireSame(final String field, final String expected, final String found) {
    if (!expected.equals(found)) {
      throw refused(
              new Finding(field, expected, found.isEmpty() ? "missing" : "something else")
                  .sentence())
          .at(field);
    }
  }

  private static ApiException gone(final String detail) {
    return new ApiException(ErrorCode.REVOKED, detail);
  }

  private static ApiException refused(final String detail) {
    return new ApiException(ErrorCode.TOKEN_REFUSED, detail);
  }
}
