package io.confab.signaling;

import static io.confab.support.Frames.join;
import static io.confab.support.TestSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.protocol.CloseCode;
import io.confab.protocol.ErrorCode;
import io.confab.support.TestClients;
import io.confab.support.TestSigner;
import io.confab.support.TestSocket;
import io.confab.support.TestTenant;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may connect. */
@QuarkusTest
class HelloTest {
  @TestHTTPResource("/v1/connect")
  URI server;

  private TestClients clients;
  private TestTenant tenant;
  private TestSocket socket;

  @BeforeEach
  void open() {
    clients = new TestClients(server);
    tenant = clients.tenant();
    socket = clients.socket();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void shouldWelcomeWithAllThatAClientNeeds() {
    final JsonNode welcome = socket.hello(tenant.token("ada", "standup"));

    assertThat(welcome.path("session").asText()).startsWith("ses_");
    assertThat(welcome.path("identity").asText()).isEqualTo("ada");
    assertThat(welcome.path("tenant").asText()).isEqualTo(tenant.id().value());
    assertThat(welcome.path("ticket").asText()).isNotEmpty();
    assertThat(welcome.path("tokenRenewal").asText()).isEqualTo("server");
    assertThat(welcome.path("heartbeatSeconds").asInt()).isEqualTo(5);
    assertThat(welcome.at("/limits/frameBytes").asInt()).isEqualTo(65_536);
    assertThat(welcome.at("/limits/messagesPerSecond").asInt()).isEqualTo(20);
    assertThat(welcome.at("/limits/burst").asInt()).isEqualTo(100);
  }

  @Test
  void shouldAskForHelloFirstAndTakeItAfterAll() {
    socket.refused(join("standup"), ErrorCode.HELLO_REQUIRED);

    socket.hello(tenant.token("ada", "standup"));
  }

  @Test
  void shouldCloseOnASecondHello() {
    final String token = tenant.token("ada", "standup");
    socket.hello(token);

    socket.request(frame("hello").put("token", token));

    socket.awaitClose(CloseCode.PROTOCOL_ERROR);
  }

  @Test
  void shouldRefuseATokenThatNobodyWeKnowSigned() {
    final TestSigner stranger =
        TestSigner.unregistered(TestSigner.Kind.ES256, "sgn_3cl00l2TYxyDcNdT4T80Yn");

    hello(stranger.sign(claims(tenant, Instant.now())));

    socket.awaitClose(CloseCode.TOKEN_REFUSED);
  }

  @Test
  void shouldRefuseWhatIsNoToken() {
    hello("not.a.token");

    socket.awaitClose(CloseCode.TOKEN_REFUSED);
  }

  @Test
  void shouldRefuseATokenThatNamesAnotherTenant() {
    final TestSigner own = TestSigner.registered(tenant, TestSigner.Kind.EDDSA);

    hello(own.sign(claims(TestTenant.create(), Instant.now())));

    socket.awaitClose(CloseCode.TOKEN_REFUSED);
  }

  @Test
  void shouldSendForAFreshTokenWhereOneHasExpired() {
    final TestSigner own = TestSigner.registered(tenant, TestSigner.Kind.ES256);

    hello(own.sign(claims(tenant, Instant.now().minusSeconds(600))));

    final JsonNode error = socket.awaitClose(CloseCode.TOKEN_EXPIRED);
    assertThat(error.path("hint").asText()).contains("tokenProvider");
  }

  @Test
  void shouldRefuseATokenOfARevokedKey() {
    final String token = tenant.token("ada", "standup");
    revokeKeyOf(token);

    hello(token);

    socket.awaitClose(CloseCode.REVOKED);
  }

  @Test
  void shouldCloseWhatIsOpenWhenTheKeyIsRevoked() {
    final String token = tenant.token("ada", "*");
    socket.hello(token);

    revokeKeyOf(token);

    assertThat(socket.awaitClose(CloseCode.REVOKED).path("message").asText()).contains("revoked");
  }

  @Test
  void shouldCloseWhatIsOpenWhenTheTenantIsSuspended() {
    socket.hello(tenant.token("ada", "*"));

    TestTenant.as(TestTenant.OPERATOR_KEY)
        .body(Map.of("suspended", true))
        .patch("/v1/tenants/" + tenant.id())
        .then()
        .statusCode(200);

    assertThat(socket.awaitClose(CloseCode.REVOKED).path("message").asText()).contains("suspended");
  }

  @Test
  void shouldServeTheOriginsOfTheTokenAlone() {
    final String token =
        tenant.token(
            Map.of(
                "identity",
                "ada",
                "rooms",
                List.of("standup"),
                "origins",
                List.of("https://shop.example")));
    try (TestSocket shop = TestSocket.connect(server, "https://shop.example");
        TestSocket evil = TestSocket.connect(server, "https://shop.example.evil.example")) {
      shop.hello(token);
      evil.request(frame("hello").put("token", token));
      hello(token);

      final JsonNode error = evil.awaitClose(CloseCode.ORIGIN_REFUSED);
      assertThat(error.path("message").asText()).contains("https://shop.example.evil.example");
      assertThat(error.path("hint").asText()).contains("allowed origins");
      socket.awaitClose(CloseCode.ORIGIN_REFUSED);
    }
  }

  @Test
  void shouldSpeakItsOwnSubprotocolOnly() {
    try (TestSocket none = TestSocket.speaking(server, null);
        TestSocket other = TestSocket.speaking(server, "confab.v99")) {
      none.awaitClose(CloseCode.VERSION_UNSUPPORTED);
      other.awaitClose(CloseCode.VERSION_UNSUPPORTED);
    }
  }

  private void hello(final String token) {
    socket.request(frame("hello").put("token", token));
  }

  /** Revokes the secret key with which the tenant's tokens are minted. */
  private void revokeKeyOf(final String token) {
    final String id = TestTokens.claim(token, "key");
    TestTenant.as(TestTenant.OPERATOR_KEY)
        .header("Confab-Tenant", tenant.id().value())
        .delete("/v1/api-keys/" + id)
        .then()
        .statusCode(204);
  }

  private static Map<String, Object> claims(final TestTenant issuer, final Instant issuedAt) {
    return new HashMap<>(TestTokens.claims(issuer.id(), "ada", issuedAt, 60));
  }
}
