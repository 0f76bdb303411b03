package io.confab.session;

import io.confab.id.SessionId;
import io.confab.secret.KeyedHash;
import io.confab.secret.MasterKey;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * Lets a client take its session up again: the session's id and the time of issue under an HMAC. It
 * never replaces the token, which comes beside it.
 */
@Singleton
final class ResumeTicket {
  private static final Duration VALID = Duration.ofSeconds(150);

  private final KeyedHash hash;
  private final InstantSource clock;

  ResumeTicket(final MasterKey masterKey, final InstantSource clock) {
    this.hash = masterKey.hashFor("resume-ticket");
    this.clock = clock;
  }

  String issue(final SessionId session) {
    final String claim = session.value() + '.' + clock.instant().getEpochSecond();
    return claim + '.' + hash.textOf(claim);
  }

  /** The session that a ticket names; empty for one that is forged, mangled or too old. */
  Optional<SessionId> read(final String ticket) {
    final int end = ticket == null ? -1 : ticket.lastIndexOf('.');
    if (end < 0) {
      return Optional.empty();
    }
    try {
      final String claim = ticket.substring(0, end);
      final byte[] signature = Base64.getUrlDecoder().decode(ticket.substring(end + 1));
      if (!hash.matches(claim, signature)) {
        return Optional.empty();
      }
      final String[] parts = claim.split("\\.", -1);
      final Instant issued = Instant.ofEpochSecond(Long.parseLong(parts[1]));
      return issued.plus(VALID).isAfter(clock.instant())
          ? Optional.of(SessionId.of(parts[0]))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
