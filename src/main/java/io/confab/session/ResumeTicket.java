package io.confab.session;

import io.confab.id.RoomId;
import io.confab.id.SessionId;
import io.confab.id.TenantId;
import io.confab.room.VerifiedToken;
import io.confab.secret.KeyedHash;
import io.confab.secret.MasterKey;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets a client take its session up again on any node, also on one that has never heard of it: the
 * session, its generation and its seats under an HMAC. It never replaces the token, which comes
 * beside it and has to be of the same tenant and identity.
 *
 * <p>{@code tk1.<fields>.<HMAC-SHA-256>}, both in base64url; the fields are session, generation,
 * time of issue, holder and the incarnation of each room, separated by {@code ;}.
 */
@Singleton
final class ResumeTicket {
  private static final String VERSION = "tk1.";
  private static final Duration VALID = Duration.ofSeconds(150);
  private static final int FIXED_FIELDS = 4;

  /** 132 bits: so that a ticket of many rooms stays short. */
  private static final int HOLDER_CHARS = 22;

  private final KeyedHash hash;
  private final InstantSource clock;

  ResumeTicket(final MasterKey masterKey, final InstantSource clock) {
    this.hash = masterKey.hashFor("resume-ticket");
    this.clock = clock;
  }

  /** A ticket for the session as it is now. */
  String issue(final Session session) {
    final String seats =
        session.incarnations().entrySet().stream()
            .map(seat -> ";" + seat.getKey().value() + '=' + seat.getValue())
            .collect(Collectors.joining());
    final String fields =
        "%s;%d;%d;%s%s"
            .formatted(
                session.id().value(),
                session.generation(),
                clock.instant().getEpochSecond(),
                holder(session.tenant(), session.identity()),
                seats);
    final byte[] bytes = fields.getBytes(StandardCharsets.US_ASCII);
    return VERSION
        + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)
        + '.'
        + hash.textOf(fields);
  }

  /** What a ticket says; empty for one that is forged, mangled or too old. */
  Optional<ResumeClaim> read(final String ticket) {
    final int end = ticket == null ? -1 : ticket.lastIndexOf('.');
    if (end < VERSION.length() || !ticket.startsWith(VERSION)) {
      return Optional.empty();
    }
    try {
      final Base64.Decoder decoder = Base64.getUrlDecoder();
      final String fields =
          new String(
              decoder.decode(ticket.substring(VERSION.length(), end)), StandardCharsets.US_ASCII);
      return hash.matches(fields, decoder.decode(ticket.substring(end + 1)))
          ? parse(fields.split(";"))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether the claim is of the session of whoever bears this token. */
  boolean isOf(final ResumeClaim claim, final VerifiedToken token) {
    return claim.holder().equals(holder(token.tenant(), token.identity()));
  }

  private Optional<ResumeClaim> parse(final String[] fields) {
    final Instant issued = Instant.ofEpochSecond(Long.parseLong(fields[2]));
    if (!issued.plus(VALID).isAfter(clock.instant())) {
      return Optional.empty();
    }
    final Map<RoomId, Long> incarnations = new HashMap<>();
    for (final String seat : Arrays.asList(fields).subList(FIXED_FIELDS, fields.length)) {
      final int equals = seat.indexOf('=');
      incarnations.put(
          RoomId.of(seat.substring(0, equals)), Long.valueOf(seat.substring(equals + 1)));
    }
    return Optional.of(
        new ResumeClaim(
            SessionId.of(fields[0]),
            Integer.parseInt(fields[1]),
            fields[3],
            Map.copyOf(incarnations)));
  }

  /** A ticket that is shown around names nobody. */
  private String holder(final TenantId tenant, final String identity) {
    return hash.textOf("holder/" + tenant.value() + '/' + identity).substring(0, HOLDER_CHARS);
  }
}
