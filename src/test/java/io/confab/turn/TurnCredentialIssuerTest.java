package io.confab.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.confab.id.TenantId;
import io.confab.protocol.IceServer;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnCredentialIssuerTest {
  private static final Instant NOW = Instant.parse("2025-01-01T00:00:00.75Z");
  private static final TenantId TENANT = TenantId.of("ten_0000000000000000000000");
  private static final String URL = "turn:turn.example.com:3478?transport=udp";

  @Test
  void aCredentialIsTheSignedExpiryTenantAndSuffix() {
    final IceServers issued = issuer(FixedTurn.relay("north", URL)).issue(TENANT, "par_1");

    // printf '1735690200:ten_0000000000000000000000.par_1' |
    //   openssl dgst -sha1 -hmac north -binary | base64
    assertThat(issued.servers())
        .containsExactly(
            new IceServer(
                List.of(URL),
                "1735690200:ten_0000000000000000000000.par_1",
                "2GLu9bqp5SMReMluX5FkNoB8iqA="));
    assertThat(issued.expiresAt()).contains(Instant.parse("2025-01-01T00:10:00Z"));
  }

  @Test
  void everyRelayUrlSharesOneCredentialAndStunHasNone() {
    final FixedTurn config =
        FixedTurn.relay("north", URL, "turns:turn.example.com:443?transport=tcp")
            .withStun("stun:stun.example.com:3478");

    final List<IceServer> servers = issuer(config).issue(TENANT, "par_1").servers();

    assertThat(servers).hasSize(2);
    assertThat(servers.getFirst())
        .isEqualTo(new IceServer(List.of("stun:stun.example.com:3478"), null, null));
    assertThat(servers.getLast().urls()).hasSize(2);
  }

  @Test
  void theSuffixStaysTheSameWhenOnlyTimePasses() {
    final TurnCredentialIssuer issuer = issuer(FixedTurn.relay("north", URL));
    final String first = issuer.issue(TENANT, "par_1").servers().getFirst().username();
    final String longer =
        issuer.issue(TENANT, "par_1", Duration.ofHours(1)).servers().getFirst().username();

    assertThat(longer).isNotEqualTo(first);
    assertThat(longer.substring(longer.indexOf(':')))
        .isEqualTo(first.substring(first.indexOf(':')));
  }

  @Test
  void withoutRelayThereIsStunAndNoExpiry() {
    final TurnCredentialIssuer issuer =
        issuer(FixedTurn.none().withStun("stun:stun.example.com:3478"));

    assertThat(issuer.hasRelay()).isFalse();
    assertThat(issuer.issue(TENANT, "par_1"))
        .isEqualTo(
            new IceServers(
                List.of(new IceServer(List.of("stun:stun.example.com:3478"), null, null)),
                Optional.empty()));
  }

  @Test
  void withoutAnyServerTheListIsEmpty() {
    assertThat(issuer(FixedTurn.none()).issue(TENANT, "par_1").servers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "alice@example.com", "a/b", "a:b", "ä"})
  void aSuffixThatCoturnWouldMisreadIsRefused(final String suffix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> issuer(FixedTurn.none()).issue(TENANT, suffix));
  }

  @Test
  void theCredentialStaysOutOfTextForLogs() {
    assertThat(issuer(FixedTurn.relay("north", URL)).issue(TENANT, "par_1").toString())
        .contains(URL)
        .doesNotContain("2GLu9bqp5SMReMluX5FkNoB8iqA=");
  }

  @Test
  void aRelayWithoutItsSecretStopsTheStart() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> issuer(FixedTurn.relay(null, URL)))
        .withMessageContaining("confab.turn.secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "turn.example.com",
        "https://turn.example.com",
        "turn://turn.example.com",
        "turn:turn.example.com?transport=sctp",
        "stun:turn.example.com"
      })
  void aUrlThatBrowsersRefuseStopsTheStart(final String url) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> issuer(FixedTurn.relay("north", url)))
        .withMessageContaining(url);
  }

  @Test
  void aLifeBeyondTheLongestStopsTheStart() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> issuer(FixedTurn.none().withTtl(Duration.ofDays(2))))
        .withMessageContaining("confab.turn.ttl");
  }

  private static TurnCredentialIssuer issuer(final TurnConfig config) {
    return new TurnCredentialIssuer(config, InstantSource.fixed(NOW));
  }
}
