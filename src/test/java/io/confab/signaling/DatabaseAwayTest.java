package io.confab.signaling;

import static io.confab.support.Frames.chat;
import static io.confab.support.Frames.join;
import static io.confab.support.Frames.leave;
import static io.confab.support.Frames.roomOf;
import static io.confab.support.Frames.signal;
import static io.confab.support.TestClients.awaitJoined;
import static io.confab.support.TestClients.awaitLeft;
import static io.confab.support.TestSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.event.EventLog;
import io.confab.event.EventType;
import io.confab.event.RoomEvent;
import io.confab.id.RoomId;
import io.confab.protocol.ErrorCode;
import io.confab.support.DatabaseOwner;
import io.confab.support.TestClients;
import io.confab.support.TestSocket;
import io.confab.tenant.Scope;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without PostgreSQL, what needs no memory goes on, and nothing is said to be stored. */
@QuarkusTest
class DatabaseAwayTest {
  @TestHTTPResource("/v1/connect")
  URI server;

  @Inject EventLog log;

  private TestClients clients;
  private DatabaseOwner database;
  private TestSocket alice;
  private String room;

  @BeforeEach
  void enter() {
    clients = new TestClients(server);
    database = new DatabaseOwner();
    alice = clients.connect("alice");
    room = roomOf(alice.join("standup"));
  }

  @AfterEach
  void close() {
    database.close();
    clients.close();
  }

  @Test
  void shouldGoOnWithoutPostgresAndLoseNothingOfWhatHappened() {
    final TestSocket bob = clients.connect("bob");
    final TestSocket carol = clients.connect("carol");
    alice.awaitOk(alice.request(chat(room, "c0", "before")));
    database.turnAway();

    final JsonNode refusal = alice.refused(chat(room, "c1", "lost?"), ErrorCode.UNAVAILABLE);
    assertThat(refusal.get("retryable").asBoolean()).isTrue();
    assertThat(refusal.get("retryAfterMs").asLong()).isPositive();
    final JsonNode self = bob.join("standup").get("self");
    awaitJoined(alice, "bob");
    alice.awaitOk(alice.request(signal(room, self, 1)));
    bob.await("signal");
    carol.refused(join("cold"), ErrorCode.UNAVAILABLE);
    carol.join("standup");
    carol.awaitOk(carol.request(leave(room)));
    awaitLeft(alice, "carol");

    database.letIn();

    final JsonNode stored = untilStored("c1", "lost?");
    final List<RoomEvent> entries =
        log.read(new Scope(clients.tenant().id(), "test"), RoomId.of(room), 0, 100);
    assertThat(entries)
        .extracting(RoomEvent::seq)
        .isEqualTo(LongStream.rangeClosed(1, entries.size()).boxed().toList());
    assertThat(joinsOf(entries)).containsExactly("alice", "bob", "carol");
    assertThat(entries.stream().filter(entry -> entry.type() == EventType.PARTICIPANT_LEFT))
        .hasSize(1);
    assertThat(entries.stream().filter(entry -> entry.data().contains("lost?")).map(RoomEvent::seq))
        .containsExactly(stored.at("/data/seq").asLong());
    assertThat(bob.awaitEvent("message.created").at("/data/text").asText()).isEqualTo("lost?");
  }

  /** A kid is any text that its sender likes, and nobody has signed anything yet. */
  @Test
  void shouldGreetWhomItKnowsWhileOthersAskForKeysThatItDoesNot() {
    final String known = clients.token("bob", Map.of());
    database.hold("signing_key");
    final List<TestSocket> strangers = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      strangers.add(clients.socket());
      strangers.getLast().request(frame("hello").put("token", tokenOfUnknownKey(i)));
    }
    database.awaitWaiter();

    final TestSocket bob = clients.socket();
    bob.hello(known);

    assertThat(strangers).allMatch(stranger -> stranger.rest().isEmpty());
    database.release();
  }

  private static String tokenOfUnknownKey(final int number) {
    final String header =
        "{\"alg\":\"ES256\",\"typ\":\"confab+jwt\",\"kid\":\"sgn_%022d\"}".formatted(number);
    final Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return base64.encodeToString(header.getBytes(StandardCharsets.US_ASCII)) + ".e30.AAAA";
  }

  @Test
  void shouldSeatNobodyWhoWentAwayWhileTheJoinWasDecided() {
    final TestSocket watcher = clients.connect("watcher");
    clients
        .tenant()
        .asServer()
        .body(Map.of("name", "cold"))
        .post("/v1/rooms")
        .then()
        .statusCode(201);
    final TestSocket ghost = clients.connect("ghost");
    database.hold("room_log");
    ghost.request(join("cold"));
    database.awaitWaiter();
    ghost.close();
    ghost.awaitClose();

    database.release();

    watcher.join("cold");
    alice.awaitOk(alice.request(chat(room, "c1", "settled")));
    watcher.settle();
    clients
        .tenant()
        .asServer()
        .get("/v1/rooms/cold/participants")
        .then()
        .body("data.identity", org.hamcrest.Matchers.contains("watcher"));
  }

  private JsonNode untilStored(final String clientId, final String text) {
    while (true) {
      final JsonNode answer = alice.awaitAnswer(alice.request(chat(room, clientId, text)));
      if (answer.path("type").asText().equals("ok")) {
        return answer;
      }
      assertThat(answer.path("retryable").asBoolean()).as(answer.toString()).isTrue();
    }
  }

  private static List<String> joinsOf(final List<RoomEvent> entries) {
    return entries.stream()
        .filter(entry -> entry.type() == EventType.PARTICIPANT_JOINED)
        .map(entry -> entry.data().replaceAll(".*\"identity\": *\"([^\"]*)\".*", "$1"))
        .toList();
  }
}
