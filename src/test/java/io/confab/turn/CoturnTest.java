package io.confab.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.id.TenantId;
import io.confab.protocol.IceServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Credentials as a real coturn judges them. */
class CoturnTest {
  private static final TenantId TENANT = TenantId.random();
  private static final String INSIDE = "--allowed-peer-ip=127.0.0.1";

  private static Coturn coturn;

  @BeforeAll
  static void start() throws Exception {
    if (!Coturn.installed()) {
      final String missing =
          "coturn is not installed: no credential was tried (apt install coturn)";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(missing);
      }
      System.err.println("SKIPPED: " + missing);
      Assumptions.abort(missing);
    }
    coturn = Coturn.start(List.of("old-secret", "new-secret"), INSIDE);
  }

  @AfterAll
  static void stop() throws Exception {
    if (coturn != null) {
      coturn.close();
    }
  }

  @Test
  void aMintedCredentialRelays() throws Exception {
    final IceServer server = mint("new-secret", Duration.ofMinutes(10));

    assertThat(coturn.use(server.username(), server.credential()))
        .satisfies(outcome -> assertThat(outcome.relayed()).as(outcome.output()).isTrue());
  }

  @Test
  void duringARotationTheOldSecretCountsToo() throws Exception {
    final IceServer server = mint("old-secret", Duration.ofMinutes(10));

    assertThat(coturn.use(server.username(), server.credential()).exitCode()).isZero();
  }

  @Test
  void anExpiredCredentialIsUnauthorized() throws Exception {
    assertUnauthorized(mint("new-secret", Duration.ofSeconds(-1)));
  }

  @Test
  void aForgedCredentialIsUnauthorized() throws Exception {
    assertUnauthorized(mint("forged-secret", Duration.ofMinutes(10)));
  }

  @Test
  void aCredentialOfOneTenantIsWorthlessForAnother() throws Exception {
    final IceServer own = mint("new-secret", Duration.ofMinutes(10));
    final String other = own.username().replace(TENANT.value(), TenantId.random().value());

    assertUnauthorized(new IceServer(own.urls(), other, own.credential()));
  }

  @Test
  void theShippedListRefusesPeersInsideTheNetwork() throws Exception {
    try (Coturn strict = Coturn.start(List.of("new-secret"))) {
      final IceServer server = mint("new-secret", Duration.ofMinutes(10));

      assertThat(strict.use(server.username(), server.credential()).output())
          .contains("403 (Forbidden IP)");
    }
  }

  @Test
  void theCheckOfTheDocumentRelays() throws Exception {
    final Matcher check =
        Pattern.compile("^## Check it\n.*?^```sh\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("docs", "turn.md")));
    assertThat(check.find()).isTrue();

    assertThat(coturn.follow(check.group(1), "new-secret"))
        .satisfies(outcome -> assertThat(outcome.relayed()).as(outcome.output()).isTrue());
  }

  private static void assertUnauthorized(final IceServer server) throws Exception {
    assertThat(coturn.use(server.username(), server.credential()).exitCode()).isNotZero();
    coturn.awaitUnauthorized(server.username());
  }

  private static IceServer mint(final String secret, final Duration life) {
    return new TurnCredentialIssuer(FixedTurn.relay(secret, coturn.url()), InstantSource.system())
        .issue(TENANT, "par_" + secret, life)
        .servers()
        .getFirst();
  }
}
