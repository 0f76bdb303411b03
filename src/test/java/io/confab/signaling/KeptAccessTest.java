package io.confab.signaling;

import static io.confab.support.Frames.chat;
import static io.confab.support.Frames.roomOf;
import static io.confab.support.TestClients.awaitLeft;
import static io.confab.support.TestSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.protocol.CloseCode;
import io.confab.protocol.ErrorCode;
import io.confab.session.HeldTimers;
import io.confab.support.TestClients;
import io.confab.support.TestSocket;
import io.confab.support.TestTenant;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who lost the right to be somewhere does not stay for having been there. */
@QuarkusTest
@TestProfile(HeldTime.class)
class KeptAccessTest {
  private static final String SHOP = "https://shop.example";

  @TestHTTPResource("/v1/connect")
  URI server;

  @Inject HeldTimers time;

  private TestClients clients;
  private TestTenant tenant;
  private TestSocket alice;
  private String room;

  @BeforeEach
  void enter() {
    clients = new TestClients(server);
    tenant = clients.tenant();
    alice = clients.connect("alice");
    room = roomOf(alice.join("desk-1"));
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void shouldTakeAMemberOutOfTheRoomsThatItsNewTokenDoesNotOpen() {
    final TestSocket bob = clients.join("bob", "desk-1");

    bob.awaitOk(bob.request(frame("token.refresh").put("token", tenant.token("bob", "lobby"))));

    requireOut(bob, "bob");
  }

  @Test
  void shouldTakeAMemberOutThatComesBackWithATokenForOtherRooms() {
    final TestSocket bob = clients.socket();
    final String ticket = bob.hello(clients.token("bob", Map.of())).get("ticket").asText();
    bob.join("desk-1");
    bob.abort();

    final TestSocket again = clients.socket();
    again.resume(tenant.token("bob", "lobby"), ticket);

    requireOut(again, "bob");
  }

  @Test
  void shouldTakeGuestsOutOfARoomThatIsNotPublicAnyMore() {
    tenant
        .asServer()
        .body(Map.of("settings", Map.of("public", true)))
        .patch("/v1/rooms/desk-1")
        .then()
        .statusCode(200);
    final JsonNode[] welcome = new JsonNode[1];
    try (TestSocket guest = guest(tenant.publishableKey(SHOP, "desk-*"), welcome)) {
      guest.join("desk-1");

      tenant
          .asServer()
          .body(Map.of("settings", Map.of("public", false)))
          .patch("/v1/rooms/desk-1")
          .then()
          .statusCode(200);

      requireOut(guest, welcome[0].get("identity").asText());
    }
    alice.awaitOk(alice.request(chat(room, "c1", "members stay")));
  }

  @Test
  void shouldNotRenewAGuestWhomTheKeyLetsInNoMore() {
    final String key = tenant.publishableKey(SHOP, "desk-*");
    final JsonNode[] welcome = new JsonNode[1];
    try (TestSocket guest = guest(key, welcome)) {
      tenant
          .asServer()
          .body(Map.of("rooms", List.of(Map.of("match", "lobby"))))
          .patch("/v1/api-keys/key_" + key.substring("cfb_pk_".length()).substring(0, 22))
          .then()
          .statusCode(200);

      time.pass(Duration.ofMinutes(10).plusSeconds(5));

      guest.awaitClose(CloseCode.TOKEN_EXPIRED);
    }
  }

  @Test
  void shouldNotReviveAnExpiredTokenByTheTicketOfSomebodyElse() {
    final String expired =
        tenant.token(Map.of("identity", "bob", "rooms", List.of("*"), "ttlSeconds", 60));
    time.pass(Duration.ofMinutes(2));
    final String ticket =
        clients.socket().hello(clients.token("mallory", Map.of())).get("ticket").asText();

    final TestSocket thief = clients.socket();
    thief.request(frame("hello").put("token", expired).put("ticket", ticket));

    thief.awaitClose(CloseCode.TOKEN_EXPIRED);
  }

  private void requireOut(final TestSocket member, final String identity) {
    assertThat(member.await("left").get("reason").asText()).isEqualTo("removed");
    member.refused(chat(room, "c1", "still here?"), ErrorCode.NOT_JOINED);
    assertThat(awaitLeft(alice, identity).get("reason").asText()).isEqualTo("removed");
  }

  private TestSocket guest(final String key, final JsonNode[] welcome) {
    final String token =
        TestTenant.guestToken(key, SHOP, "desk-1", Map.of())
            .then()
            .statusCode(201)
            .extract()
            .path("token");
    final TestSocket guest = TestSocket.connect(server, SHOP);
    welcome[0] = guest.hello(token);
    return guest;
  }
}
