package io.confab.signaling;

import io.confab.limit.Limits;
import io.confab.problem.ApiException;
import io.confab.protocol.ClientMessage;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.LimitsView;
import io.confab.protocol.ServerMessage;
import io.confab.protocol.TokenRenewal;
import io.confab.room.TokenVerifier;
import io.confab.room.VerifiedToken;
import io.confab.session.Connection;
import io.confab.session.Session;
import io.confab.session.SessionConfig;
import io.confab.session.SessionStart;
import io.confab.session.Sessions;
import io.confab.turn.IceServers;
import io.confab.turn.TurnCredentialIssuer;
import io.confab.turn.TurnNames;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Decides on a client's token: at {@code hello}, and whenever it brings a newer one. */
@Singleton
final class Greeter {
  private final TokenVerifier tokens;
  private final Sessions sessions;
  private final Admission admission;
  private final TurnCredentialIssuer turn;
  private final TurnNames turnNames;
  private final Limits limits;
  private final SessionConfig config;
  private final String version;

  Greeter(
      final TokenVerifier tokens,
      final Sessions sessions,
      final Admission admission,
      final TurnCredentialIssuer turn,
      final TurnNames turnNames,
      final Limits limits,
      final SessionConfig config,
      @ConfigProperty(name = "quarkus.application.version") final String version) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.admission = admission;
    this.turn = turn;
    this.turnNames = turnNames;
    this.limits = limits;
    this.config = config;
    this.version = version;
  }

  /** Answers {@code hello} with {@code welcome}. What it throws ends the connection. */
  void greet(final Client client, final ClientMessage.Hello hello) {
    if (client.session().isPresent()) {
      throw new ApiException(ErrorCode.PROTOCOL_ERROR, "This connection said hello already.");
    }
    if (admission.turnsAway(client)) {
      return;
    }
    final VerifiedToken token = verify(hello);
    requireOrigin(token, client.connection());
    final Session session =
        sessions.begin(
            token,
            earlier(hello),
            client.connection(),
            start -> {
              client.send(welcome(start, iceFor(start.session())));
              client.ok(hello.id(), null);
            });
    if (!client.greeted(session)) {
      sessions.lost(session, client.connection());
    }
    admission.spoke(client);
  }

  /** A token that has just ended counts beside a ticket, but only beside the bearer's own. */
  private VerifiedToken verify(final ClientMessage.Hello hello) {
    final Duration leniency = sessions.leniency(hello.ticket());
    final VerifiedToken token = tokens.verify(hello.token(), leniency);
    return leniency.isZero() || sessions.isOf(hello.ticket(), token)
        ? token
        : tokens.verify(hello.token());
  }

  private static Sessions.Return earlier(final ClientMessage.Hello hello) {
    return new Sessions.Return(
        hello.ticket(),
        hello.lastSignal() == null ? OptionalLong.empty() : OptionalLong.of(hello.lastSignal()));
  }

  /** Takes a newer token of the same identity; what it opens and grants holds from now on. */
  void refreshToken(final Client client, final ClientMessage.TokenRefresh refresh) {
    final Session session = RoomDesk.session(client);
    final VerifiedToken newer = tokens.verify(refresh.token());
    if (!newer.tenant().equals(session.tenant()) || !newer.identity().equals(session.identity())) {
      throw new ApiException(
          ErrorCode.TOKEN_REFUSED, "A refreshed token keeps the tenant and the sub of the first.");
    }
    requireOrigin(newer, client.connection());
    session.renew(newer);
    session.seats().values().forEach(seat -> seat.room().regrant(session));
    client.ok(refresh.id(), null);
  }

  /** Answers with fresh ICE servers. */
  void refreshIce(final Client client, final ClientMessage.IceRefresh refresh) {
    final IceServers ice = iceFor(RoomDesk.session(client));
    client.send(new ServerMessage.Ice(ice.servers(), ice.expiresAt().orElse(null)));
    client.ok(refresh.id(), null);
  }

  private ServerMessage.Welcome welcome(final SessionStart start, final IceServers ice) {
    final Session session = start.session();
    final VerifiedToken token = session.token();
    return new ServerMessage.Welcome(
        session.id(),
        start.resumed(),
        start.signalsLost(),
        session.identity(),
        token.name().orElse(null),
        session.tenant(),
        sessions.ticketFor(session),
        LimitsView.of(limits.messagesPerSecond(), limits.messageBurst()),
        ice.servers(),
        ice.expiresAt().orElse(null),
        token.expiresAt(),
        token.serviceMinted() ? TokenRenewal.SERVER : TokenRenewal.CLIENT,
        (int) config.heartbeat().toSeconds(),
        version,
        List.of());
  }

  /** Only who may send or receive media gets relay credentials. */
  private IceServers iceFor(final Session session) {
    final VerifiedToken token = session.token();
    final boolean media = token.grants().subscribe() || !token.grants().publish().isEmpty();
    return media
        ? turn.issue(session.tenant(), turnNames.of(session.tenant(), session.identity()))
        : new IceServers(List.of(), Optional.empty());
  }

  /** A token bound to origins serves their pages only; checked here, where a page can read why. */
  private static void requireOrigin(final VerifiedToken token, final Connection connection) {
    if (token.origins().isEmpty()) {
      return;
    }
    final String seen = connection.origin().orElse("none");
    if (!token.origins().contains(seen)) {
      throw new ApiException(
          ErrorCode.ORIGIN_REFUSED,
          "This token serves pages of %s, and this page is of the origin %s."
              .formatted(String.join(", ", token.origins()), seen));
    }
  }
}
