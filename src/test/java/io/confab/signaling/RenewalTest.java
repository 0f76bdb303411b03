package io.confab.signaling;

import static io.confab.support.Frames.chat;
import static io.confab.support.Frames.roomOf;
import static io.confab.support.TestClients.awaitJoined;
import static io.confab.support.TestClients.awaitUpdated;
import static io.confab.support.TestSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.protocol.CloseCode;
import io.confab.protocol.ErrorCode;
import io.confab.session.HeldTimers;
import io.confab.support.MovableClock;
import io.confab.support.TestClients;
import io.confab.support.TestSigner;
import io.confab.support.TestSocket;
import io.confab.support.TestTenant;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call outlives its token, whoever signed it. */
@QuarkusTest
@TestProfile(HeldTime.class)
class RenewalTest {
  private static final Duration OVER_HALF_A_MINUTE = Duration.ofSeconds(31);

  @TestHTTPResource("/v1/connect")
  URI server;

  @Inject HeldTimers time;
  @Inject MovableClock clock;

  private TestClients clients;
  private TestTenant tenant;
  private TestSocket ada;

  @BeforeEach
  void open() {
    clients = new TestClients(server);
    tenant = clients.tenant();
    ada = clients.socket();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void shouldRenewItsOwnTokensOnTheLiveConnection() {
    final String first =
        tenant.token(
            Map.of(
                "identity",
                "ada",
                "rooms",
                List.of("*"),
                "grants",
                Map.of("create", true),
                "ttlSeconds",
                60));
    requireRenewals(first, OVER_HALF_A_MINUTE);
  }

  @Test
  void shouldRenewTheTokensOfGuests() {
    final String key = tenant.publishableKey("https://shop.example", "desk-*");
    final String first =
        TestTenant.guestToken(key, "https://shop.example", "desk-1", Map.of())
            .then()
            .statusCode(201)
            .extract()
            .path("token");
    ada.close();
    ada = TestSocket.connect(server, "https://shop.example");

    requireRenewals(first, Duration.ofMinutes(9).plusSeconds(1));
    ada.close();
  }

  @Test
  void shouldAskForTheNextTokenWhereSomebodyElseSigns() {
    final TestSigner signer = TestSigner.registered(tenant, TestSigner.Kind.ES256);
    final JsonNode welcome = ada.hello(signer.sign(claims("ada")));
    assertThat(welcome.get("tokenRenewal").asText()).isEqualTo("client");
    final String room = roomOf(ada.join("standup"));

    for (int round = 0; round < 3; round++) {
      time.pass(OVER_HALF_A_MINUTE);
      final Instant end = Instant.parse(ada.await("tokenExpiring").get("expiresAt").asText());
      assertThat(end).isAfter(clock.instant());
      ada.awaitOk(ada.request(frame("token.refresh").put("token", signer.sign(claims("ada")))));
    }

    ada.awaitOk(ada.request(chat(room, "c1", "still here")));
  }

  @Test
  void shouldCloseWhereNobodyBringsTheNextTokenAndSayHowToBringIt() {
    final TestSigner signer = TestSigner.registered(tenant, TestSigner.Kind.EDDSA);
    final TestSocket bob = clients.join("bob", "standup");
    ada.hello(signer.sign(claims("ada")));
    ada.join("standup");

    time.pass(Duration.ofSeconds(60));

    final JsonNode error = ada.awaitClose(CloseCode.TOKEN_EXPIRED);
    assertThat(error.get("hint").asText()).contains("tokenProvider");
    assertThat(awaitUpdated(bob, "ada").get("state").asText()).isEqualTo("reconnecting");
  }

  @Test
  void shouldRefuseARefreshThatChangesWhoIsSpeakingAndGoOnAsBefore() {
    final TestSigner signer = TestSigner.registered(tenant, TestSigner.Kind.ES256);
    ada.hello(signer.sign(claims("ada")));
    final TestTenant other = TestTenant.create();

    ada.refused(refresh(signer.sign(claims("grace"))), ErrorCode.TOKEN_REFUSED);
    ada.refused(refresh(other.token("ada", "*")), ErrorCode.TOKEN_REFUSED);
    ada.refused(refresh("nonsense"), ErrorCode.TOKEN_REFUSED);

    ada.join("standup");
  }

  @Test
  void shouldLetTheGrantsOfANewerTokenHold() {
    final TestSocket bob = clients.join("bob", "standup");
    ada.hello(clients.token("ada", Map.of()));
    final String room = roomOf(ada.join("standup"));
    awaitJoined(bob, "ada");
    ada.awaitOk(ada.request(chat(room, "c1", "I may")));

    ada.awaitOk(
        ada.request(
            refresh(clients.token("ada", Map.of("chat", false, "publish", List.of("audio"))))));

    ada.refused(chat(room, "c2", "I may not"), ErrorCode.FORBIDDEN);
    final JsonNode shown = awaitUpdated(bob, "ada");
    assertThat(shown.at("/grants/chat").asBoolean(true)).isFalse();
    assertThat(shown.at("/grants/publish")).hasSize(1);
  }

  /** Each token is renewed before its end, and the connection never notices. */
  private void requireRenewals(final String first, final Duration untilRenewal) {
    assertThat(ada.hello(first).get("tokenRenewal").asText()).isEqualTo("server");
    final String room = roomOf(ada.join("desk-1"));
    String newest = first;
    for (int round = 0; round < 3; round++) {
      time.pass(untilRenewal);
      final JsonNode renewed = ada.await("token");
      assertThat(renewed.get("token").asText()).isNotEqualTo(newest);
      assertThat(Instant.parse(renewed.get("expiresAt").asText()))
          .isAfter(clock.instant().plus(untilRenewal.minusSeconds(5)));
      newest = renewed.get("token").asText();
    }
    ada.awaitOk(ada.request(chat(room, "c1", "still here")));
    assertThat(ada.isOpen()).isTrue();
  }

  private Map<String, Object> claims(final String identity) {
    return TestTokens.claims(tenant.id(), identity, clock.instant(), 60);
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode refresh(final String token) {
    return frame("token.refresh").put("token", token);
  }
}
