package io.confab.room;

import io.confab.apikey.SigningAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One parse context for each stored key: its algorithm, its key, its issuer. A context is filled
 * before it is shared and never touched again, for SmallRye's class is mutable and the parser reads
 * it without a copy.
 */
final class VerificationContexts {
  private static final int MOST = 20_000;

  private final Map<Trust, JWTAuthContextInfo> contexts = new ConcurrentHashMap<>();

  /**
   * What a context rests on.
   *
   * @param kid names the key
   * @param key the stored key
   * @param algorithm the stored algorithm
   * @param issuer the tenant that owns the key; of our own keys nobody, and the token names the
   *     tenant
   * @param leeway how long after its expiry a token is still read
   */
  record Trust(
      String kid,
      PublicKey key,
      SigningAlgorithm algorithm,
      Optional<String> issuer,
      Duration leeway) {}

  JWTAuthContextInfo of(final Trust trust) {
    if (contexts.size() > MOST) {
      contexts.clear();
    }
    return contexts.computeIfAbsent(trust, VerificationContexts::context);
  }

  private static JWTAuthContextInfo context(final Trust trust) {
    final JWTAuthContextInfo context = new JWTAuthContextInfo();
    context.setPublicVerificationKey(trust.key());
    context.setSignatureAlgorithm(Set.of(trust.algorithm().smallRye()));
    context.setExpectedAudience(Set.of(TokenRules.AUDIENCE));
    context.setMaxTimeToLiveSecs(TokenRules.MAX_TTL.toSeconds());
    context.setClockSkew((int) trust.leeway().toSeconds());
    context.setRequireNamedPrincipal(false);
    trust.issuer().ifPresent(context::setIssuedBy);
    return context;
  }
}
