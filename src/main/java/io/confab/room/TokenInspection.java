package io.confab.room;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.id.TenantId;
import io.confab.problem.ApiException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a token for its tenant and names everything that is wrong with it, not the first thing
 * only.
 */
@Singleton
final class TokenInspection {
  private final TokenVerifier verifier;
  private final TokenSignature signature;
  private final InstantSource clock;

  TokenInspection(
      final TokenVerifier verifier, final TokenSignature signature, final InstantSource clock) {
    this.verifier = verifier;
    this.signature = signature;
    this.clock = clock;
  }

  /**
   * What was seen.
   *
   * @param findings everything that is wrong; empty for a good token
   * @param claims the claims, if they can be read
   */
  record Report(List<Finding> findings, Optional<JsonNode> claims) {}

  Report of(final String token, final TenantId tenant) {
    final Optional<TokenHeader> read = TokenHeader.read(token);
    if (read.isEmpty()) {
      return new Report(List.of(unreadable(token)), Optional.empty());
    }
    final TokenHeader header = read.get();
    final List<Finding> findings = new ArrayList<>();
    compare(findings, "typ", TokenRules.TYPE, header.type());
    signer(findings, header, tenant)
        .ifPresent(
            signer -> {
              compare(findings, "alg", signer.algorithm().text(), header.algorithm());
              if (signature.check(token, signer, Duration.ZERO) == TokenSignature.Verdict.FORGED) {
                findings.add(
                    new Finding(
                        "signature",
                        "made with the private half of " + signer.kid(),
                        "made with another key, or over other bytes"));
              }
            });
    findings.addAll(claims(header.claims(), tenant));
    return new Report(findings, Optional.of(header.claims()));
  }

  /** A key of another tenant is reported as one that does not exist. */
  private Optional<Signer> signer(
      final List<Finding> findings, final TokenHeader header, final TenantId tenant) {
    final String expected = "the id of a live signing key of " + tenant;
    final Optional<Signer> signer =
        verifier
            .signer(header.kid())
            .filter(key -> key.isService() || key.tenant().filter(tenant::equals).isPresent());
    if (signer.isEmpty()) {
      findings.add(new Finding("kid", expected, header.kid() + ", which names none"));
    }
    try {
      signer.ifPresent(key -> key.requireLive(clock.instant()));
    } catch (final ApiException ended) {
      findings.add(new Finding("kid", expected, ended.detail()));
    }
    return signer;
  }

  private List<Finding> claims(final JsonNode claims, final TenantId tenant) {
    final Instant now = clock.instant();
    final ClaimReader reader = new ClaimReader(claims, now);
    reader.requireIssuer(tenant.value());
    reader.requireAudience();
    reader.identity();
    reader.rooms();
    reader.grants();
    reader.name();
    reader.attributes();
    reader.origins();
    final Instant expiresAt = reader.expiresAt(reader.issuedAt());
    final List<Finding> findings = new ArrayList<>(reader.findings());
    if (now.isAfter(expiresAt.plus(TokenRules.LEEWAY))) {
      findings.add(new Finding("exp", "a time ahead", expiresAt.toString()));
    }
    return findings;
  }

  private static void compare(
      final List<Finding> findings, final String field, final String expected, final String found) {
    if (!expected.equals(found)) {
      findings.add(new Finding(field, expected, found.isEmpty() ? "missing" : found));
    }
  }

  private static Finding unreadable(final String token) {
    return new Finding(
        "token",
        "a signed JWT of at most %d characters whose header has a kid"
            .formatted(TokenRules.MAX_CHARS),
        token.length() > TokenRules.MAX_CHARS
            ? token.length() + " characters"
            : "something that cannot be read as one");
  }
}
