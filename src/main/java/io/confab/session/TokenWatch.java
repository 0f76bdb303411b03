package io.confab.session;

import io.confab.problem.ApiException;
import io.confab.protocol.CloseCode;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.ServerMessage;
import io.confab.room.TokenIssuer;
import io.confab.room.TokenVerifier;
import io.confab.room.VerifiedToken;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps every session's token alive, and ends sessions whose token is not. What this service minted
 * it renews by itself; of another's end it warns in time, and at that end it closes the socket.
 */
@Startup
@Singleton
final class TokenWatch {
  private static final Logger LOG = System.getLogger(TokenWatch.class.getName());
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final Duration AHEAD = Duration.ofSeconds(60);

  private final Sessions sessions;
  private final TokenIssuer issuer;
  private final TokenVerifier verifier;
  private final SessionConfig config;
  private final InstantSource clock;
  private final AtomicBoolean looking = new AtomicBoolean();
  private final Set<Session> renewing = ConcurrentHashMap.newKeySet();

  TokenWatch(
      final Sessions sessions,
      final TokenIssuer issuer,
      final TokenVerifier verifier,
      final SessionConfig config,
      final InstantSource clock,
      final Timers timers) {
    this.sessions = sessions;
    this.issuer = issuer;
    this.verifier = verifier;
    this.config = config;
    this.clock = clock;
    timers.every(LOOK_EVERY, this::lookElsewhere);
  }

  /**
   * Keys that are not in memory are read from the database, for which the clockwork cannot wait.
   */
  private void lookElsewhere() {
    if (looking.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::lookAtAll);
    }
  }

  private void lookAtAll() {
    try {
      final Instant now = clock.instant();
      sessions
          .all()
          .forEach(session -> session.connection().ifPresent(c -> lookAt(session, c, now)));
    } finally {
      looking.set(false);
    }
  }

  /** One that cannot be judged must not save the others from it. */
  private void lookAt(final Session session, final Connection connection, final Instant now) {
    try {
      look(session, connection, now);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A session's token could not be looked at", e);
    }
  }

  private void look(final Session session, final Connection connection, final Instant now) {
    final VerifiedToken token = session.token();
    final Optional<ApiException> revoked = verifier.revocation(token);
    if (revoked.isPresent()) {
      connection.close(
          CloseCode.REVOKED,
          ServerMessage.Error.of(ErrorCode.REVOKED).withMessage(revoked.get().detail()));
    } else if (!now.isBefore(token.expiresAt().plus(leniency(token)))) {
      connection.close(CloseCode.TOKEN_EXPIRED);
    } else if (!now.isBefore(warningTime(token))) {
      renewOrWarn(session, connection, token);
    }
  }

  /** What this service renews may expire while its client, or the database, is away. */
  private Duration leniency(final VerifiedToken token) {
    return token.serviceMinted() ? config.resumeWindow() : Duration.ZERO;
  }

  private void renewOrWarn(
      final Session session, final Connection connection, final VerifiedToken token) {
    if (token.serviceMinted()) {
      if (renewing.add(session)) {
        Thread.startVirtualThread(() -> renew(session, connection, token));
      }
    } else if (session.warnOf(token)) {
      session.send(new ServerMessage.TokenExpiring(token.expiresAt()));
    }
  }

  private void renew(
      final Session session, final Connection connection, final VerifiedToken token) {
    try {
      final TokenIssuer.Minted fresh = issuer.renew(token);
      if (session.renew(token, verifier.verify(fresh.token()))) {
        session.send(new ServerMessage.Token(fresh.token(), fresh.expiresAt()));
      }
    } catch (ApiException refused) {
      if (!clock.instant().isBefore(token.expiresAt())) {
        connection.close(
            CloseCode.TOKEN_EXPIRED,
            ServerMessage.Error.of(ErrorCode.TOKEN_EXPIRED).withMessage(refused.detail()));
      }
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "A token was not renewed: {0}", e.toString());
    } finally {
      renewing.remove(session);
    }
  }

  /** A minute ahead, but not before half of a short token's life has passed. */
  private static Instant warningTime(final VerifiedToken token) {
    final Duration half = Duration.between(token.issuedAt(), token.expiresAt()).dividedBy(2);
    return token.expiresAt().minus(half.compareTo(AHEAD) < 0 ? half : AHEAD);
  }
}
