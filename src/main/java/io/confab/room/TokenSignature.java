package io.confab.room;

import io.confab.limit.Limits;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jose4j.jwt.consumer.InvalidJwtSignatureException;
import org.jose4j.lang.JoseException;

/**
 * Asks the parser whether a stored key signed a token, by that key's algorithm and no other. A
 * storm of connects queues here, and what it waits for is a processor: never the database.
 */
@Singleton
final class TokenSignature {
  private final JWTParser parser = new DefaultJWTParser();
  private final VerificationContexts contexts = new VerificationContexts();
  private final Semaphore checks;

  TokenSignature(final Limits limits) {
    this.checks = new Semaphore(limits.tokenChecks(), true);
  }

  /** What the parser says. */
  enum Verdict {
    /** Signature and registered claims are good. */
    GOOD,
    /** The signature is good, a registered claim is not. */
    CLAIMS_FAULTY,
    /** The key did not sign this, or by another algorithm. */
    FORGED
  }

  /**
   * Parses a token.
   *
   * @param expiredFor how long after its expiry it still counts
   */
  Verdict check(final String token, final Signer signer, final Duration expiredFor) {
    final VerificationContexts.Trust trust =
        new VerificationContexts.Trust(
            signer.kid(),
            signer.key(),
            signer.algorithm(),
            signer.tenant().map(Object::toString),
            TokenRules.LEEWAY.plus(expiredFor));
    checks.acquireUninterruptibly();
    try {
      parser.parse(token, contexts.of(trust));
      return Verdict.GOOD;
    } catch (final ParseException refused) {
      return isForged(refused) ? Verdict.FORGED : Verdict.CLAIMS_FAULTY;
    } finally {
      checks.release();
    }
  }

  private static boolean isForged(final ParseException refused) {
    for (Throwable cause = refused.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidJwtSignatureException || cause instanceof JoseException) {
        return true;
      }
    }
    return false;
  }
}
