package io.confab.signaling;

import static io.confab.support.Frames.chat;
import static io.confab.support.Frames.join;
import static io.confab.support.Frames.roomOf;
import static io.confab.support.Frames.signal;
import static io.confab.support.TestClients.awaitLeft;
import static io.confab.support.TestClients.awaitUpdated;
import static io.confab.support.TestClients.tellsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.support.PostgresResource;
import io.confab.support.ServiceProcess;
import io.confab.support.TestData;
import io.confab.support.TestSocket;
import io.confab.support.TestTenant;
import io.restassured.RestAssured;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients notice of a service that is killed and started again. */
final class RestartIT {
  private final TestData data = TestData.fresh();
  private final Map<String, String> environment = new HashMap<>();
  private ServiceProcess service;
  private TestTenant tenant;

  @BeforeEach
  void start() {
    environment.putAll(ServiceProcess.environment(PostgresResource.SECRETS));
    service = ServiceProcess.start(data, environment).awaitReady();
    RestAssured.baseURI = service.uri().toString();
    tenant = TestTenant.create();
  }

  @AfterEach
  void clean() {
    service.close();
    RestAssured.reset();
    data.delete();
  }

  @Test
  void shouldTakeItsClientsBackAsTheSameParticipants() {
    final Guest alice = new Guest("alice");
    final Guest bob = new Guest("bob");
    final Guest carol = new Guest("carol");
    alice.socket.awaitOk(alice.socket.request(chat(alice.room, "c1", "before")));
    final String cursor = alice.cursorAfter("message.created");

    killAndStart(Map.of("CONFAB_SESSION_PRESENCE_GRACE", "20s"));

    final JsonNode back = alice.comeBack(cursor);
    assertThat(back.at("/self/incarnation")).isEqualTo(alice.self.get("incarnation"));
    assertThat(back.get("recovered").asBoolean()).isTrue();
    assertThat(back.get("missed").asLong()).isZero();
    assertThat(back.get("participants"))
        .allMatch(each -> each.get("state").asText().equals("reconnecting"))
        .extracting(each -> each.get("identity").asText())
        .containsExactlyInAnyOrder("bob", "carol");
    final JsonNode held =
        alice.socket.awaitOk(alice.socket.request(signal(alice.room, bob.self, 7)));
    assertThat(held.at("/data/held").asBoolean()).isTrue();

    assertThat(bob.comeBack(cursor).at("/self/incarnation")).isEqualTo(bob.self.get("incarnation"));
    assertThat(bob.socket.await("signal").at("/payload/number").asInt()).isEqualTo(7);
    assertThat(awaitUpdated(alice.socket, "bob").get("state").asText()).isEqualTo("connected");
    alice.socket.awaitOk(alice.socket.request(chat(alice.room, "c1", "before")));
    assertThat(awaitLeft(alice.socket, "carol").get("incarnation"))
        .isEqualTo(carol.self.get("incarnation"));
    assertThat(alice.socket.rest())
        .noneMatch(frame -> tellsOf(frame, "left", "bob") || tellsOf(frame, "joined", "bob"));
    assertThat(types())
        .containsOnlyOnce("message.created", "participant.left")
        .filteredOn("participant.joined"::equals)
        .hasSize(3);
  }

  @Test
  void shouldEndTheMeetingOfARoomToWhichNobodyComesBack() {
    tenant
        .asServer()
        .body(Map.of("name", "desk", "settings", Map.of("emptyTimeoutSeconds", 0)))
        .post("/v1/rooms")
        .then()
        .statusCode(201);
    new Guest("alice").socket.awaitEvent("participant.joined");

    killAndStart(Map.of("CONFAB_SESSION_PRESENCE_GRACE", "1s"));

    final long end = System.nanoTime() + 60_000_000_000L;
    while (!types().contains("room.ended")) {
      assertThat(System.nanoTime()).as("the meeting goes on").isLessThan(end);
      Thread.onSpinWait();
    }
    assertThat(types()).containsSubsequence("participant.joined", "participant.left", "room.ended");
  }

  private void killAndStart(final Map<String, String> more) {
    service.kill();
    environment.putAll(more);
    service = ServiceProcess.start(data, environment, service.port()).awaitReady();
  }

  private List<String> types() {
    return tenant.asServer().get("/v1/rooms/desk/events?limit=100").path("data.type");
  }

  /** Somebody in the room, over as many sockets as it takes. */
  private final class Guest {
    private final String token;
    private final JsonNode self;
    private final String room;
    private final String ticket;
    private TestSocket socket = connect();

    private Guest(final String identity) {
      token =
          tenant.token(
              Map.of(
                  "identity",
                  identity,
                  "rooms",
                  List.of("desk"),
                  "grants",
                  Map.of("create", true)));
      socket.hello(token);
      final JsonNode joined = socket.join("desk");
      self = joined.get("self");
      room = roomOf(joined);
      ticket = socket.await("ticket").get("ticket").asText();
    }

    private JsonNode comeBack(final String cursor) {
      socket.awaitClose();
      socket = connect();
      final JsonNode welcome = socket.resume(token, ticket, 0);
      assertThat(welcome.get("resumed").asBoolean()).isTrue();
      assertThat(welcome.get("signalsLost").asBoolean()).isTrue();
      final String id = socket.request(join("desk").put("cursor", cursor));
      final JsonNode joined = socket.await("joined");
      socket.awaitOk(id);
      return joined;
    }

    private String cursorAfter(final String type) {
      return socket
          .await("event", frame -> frame.at("/event/type").asText().equals(type))
          .get("cursor")
          .asText();
    }

    private TestSocket connect() {
      return TestSocket.connect(service.uri().resolve("/v1/connect"));
    }
  }
}
