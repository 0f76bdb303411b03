package io.confab.signaling;

import static io.confab.support.Frames.chat;
import static io.confab.support.Frames.data;
import static io.confab.support.Frames.join;
import static io.confab.support.Frames.leave;
import static io.confab.support.Frames.roomOf;
import static io.confab.support.TestClients.awaitJoined;
import static io.confab.support.TestClients.awaitLeft;
import static io.confab.support.TestSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.protocol.ErrorCode;
import io.confab.session.LiveRooms;
import io.confab.support.RawSocket;
import io.confab.support.TestClients;
import io.confab.support.TestSocket;
import io.confab.support.TestTenant;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A room from its first member to its last, and what REST does to those inside. */
@QuarkusTest
class RoomLifeTest {
  private static final int STORM = 50;

  @TestHTTPResource("/v1/connect")
  URI server;

  @Inject LiveRooms liveRooms;

  private TestClients clients;
  private TestTenant tenant;

  @BeforeEach
  void open() {
    clients = new TestClients(server);
    tenant = clients.tenant();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void shouldHoldAMeetingFromTheFirstJoinToTheLastLeave() {
    create("brief", Map.of("emptyTimeoutSeconds", 0));
    final TestSocket ada = clients.connect("ada");
    final JsonNode first = ada.join("brief");
    final String meeting = first.get("meeting").asText();
    assertThat(ada.awaitEvent("room.started").get("meeting").asText()).isEqualTo(meeting);
    assertThat(ada.awaitEvent("participant.joined").get("meeting").asText()).isEqualTo(meeting);
    ada.awaitOk(ada.request(leave(roomOf(first))));

    awaitGivenUp("brief");
    rest("/v1/meetings/" + meeting).statusCode(200).body("id", equalTo(meeting));
    rest("/v1/rooms/brief/events?limit=100")
        .body(
            "data.type",
            contains(
                "room.created",
                "room.started",
                "participant.joined",
                "participant.left",
                "room.ended"));
    assertThat(rest("/v1/meetings/" + meeting).extract().<String>path("endedAt")).isNotNull();

    final JsonNode second = ada.join("brief");
    assertThat(second.get("meeting").asText()).isNotEqualTo(meeting);
    assertThat(second.at("/self/incarnation").asLong())
        .isGreaterThan(first.at("/self/incarnation").asLong());
  }

  @Test
  void shouldBeginAndEndMeetingsAsFastAsPeopleComeAndGo() {
    create("brief", Map.of("emptyTimeoutSeconds", 0));
    final TestSocket ada = clients.connect("ada");
    for (int i = 0; i < 20; i++) {
      ada.awaitOk(ada.request(leave(roomOf(ada.join("brief")))));
    }
    awaitGivenUp("brief");

    final List<String> types = rest("/v1/rooms/brief/events?limit=200").extract().path("data.type");
    assertThat(types.stream().filter("room.started"::equals).count())
        .isEqualTo(types.stream().filter("room.ended"::equals).count());
    assertThat(types.stream().filter("participant.joined"::equals)).hasSize(20);
    assertThat(types.stream().filter("participant.left"::equals)).hasSize(20);
  }

  @Test
  void shouldPutEverybodyOutOfADeletedRoom() {
    final TestSocket ada = clients.connect("ada");
    final String room = roomOf(ada.join("doomed"));
    final TestSocket bob = clients.join("bob", "doomed");

    tenant.asServer().delete("/v1/rooms/doomed").then().statusCode(204);

    assertThat(ada.await("left").get("reason").asText()).isEqualTo("room_deleted");
    assertThat(bob.await("left").get("reason").asText()).isEqualTo("room_deleted");
    ada.refused(join(room), ErrorCode.ROOM_NOT_FOUND);
    ada.refused(chat(room, "c1", "anybody?"), ErrorCode.NOT_JOINED);
    assertThat(roomOf(ada.join("doomed"))).isNotEqualTo(room);
  }

  @Test
  void shouldShowWhoIsInToItsOwnTenantOnly() {
    clients.join("ada", "standup");
    clients.join("bob", "standup");
    final TestTenant other = TestTenant.create();

    rest("/v1/rooms/standup/participants")
        .statusCode(200)
        .body("data.identity", hasItems("ada", "bob"));
    rest("/v1/rooms/standup/participants/ada")
        .statusCode(200)
        .body("identity", equalTo("ada"))
        .body("state", equalTo("connected"));
    rest("/v1/rooms/standup/participants/nobody")
        .statusCode(404)
        .body("code", equalTo("participant_not_found"));
    for (final String path :
        List.of(
            "/v1/rooms/standup/participants",
            "/v1/rooms/standup/participants/ada",
            "/v1/rooms/standup/bans",
            "/v1/rooms/standup/bans/ada")) {
      other.asServer().get(path).then().statusCode(404).body("code", equalTo("room_not_found"));
    }
    other.asServer().delete("/v1/rooms/standup/participants/ada").then().statusCode(404);
    other.asServer().put("/v1/rooms/standup/bans/ada").then().statusCode(404);
    rest("/v1/rooms/standup/participants").body("data.identity", hasItems("ada", "bob"));
  }

  @Test
  void shouldRemoveAParticipantWhoMayComeBack() {
    final TestSocket ada = clients.join("ada", "standup");
    final TestSocket bob = clients.join("bob", "standup");
    awaitJoined(ada, "bob");

    tenant.asServer().delete("/v1/rooms/standup/participants/bob").then().statusCode(204);

    assertThat(bob.await("left").get("reason").asText()).isEqualTo("removed");
    assertThat(awaitLeft(ada, "bob").get("reason").asText()).isEqualTo("removed");
    assertThat(ada.awaitEvent("participant.removed").at("/data/identity").asText())
        .isEqualTo("bob");
    assertThat(ada.awaitEvent("participant.left").at("/data/reason").asText()).isEqualTo("removed");
    bob.join("standup");
    tenant.asServer().delete("/v1/rooms/standup/participants/nobody").then().statusCode(404);
  }

  @Test
  void shouldKeepABannedIdentityOutUntilTheBanIsLifted() {
    final TestSocket ada = clients.join("ada", "standup");
    final TestSocket bob = clients.join("bob", "standup");
    awaitJoined(ada, "bob");

    tenant.asServer().put("/v1/rooms/standup/bans/bob").then().statusCode(200);

    assertThat(bob.await("left").get("reason").asText()).isEqualTo("banned");
    assertThat(awaitLeft(ada, "bob").get("reason").asText()).isEqualTo("banned");
    bob.refused(join("standup"), ErrorCode.BANNED);
    clients.connect("bob").refused(join("standup"), ErrorCode.BANNED);
    bob.join("another");
    rest("/v1/rooms/standup/bans").body("data.identity", contains("bob"));
    tenant.asServer().delete("/v1/rooms/standup/bans/bob").then().statusCode(204);
    untilJoined(bob);
  }

  @Test
  void shouldTellAStormOfJoinsInFewFramesAndShowAllTheSame() {
    final List<TestSocket> people = new ArrayList<>();
    for (int i = 0; i < STORM; i++) {
      people.add(clients.connect("person-" + i));
    }
    final List<String> joins =
        people.stream().map(person -> person.request(join("plaza"))).toList();
    for (int i = 0; i < STORM; i++) {
      people.get(i).awaitOk(joins.get(i));
    }

    for (final TestSocket person : people) {
      assertThat(roster(person)).hasSize(STORM);
    }
    final long frames =
        people.getFirst().rest().stream()
            .filter(frame -> frame.path("type").asText().equals("presence"))
            .count();
    assertThat(frames).isLessThan(STORM);
  }

  @Test
  void shouldCutAReaderThatStopsReadingAndSpareTheOthers() {
    final TestSocket ada = clients.connect("ada");
    final String room = roomOf(ada.join("hall"));
    final TestSocket bob = clients.join("bob", "hall");
    try (RawSocket stuck = RawSocket.connect(server)) {
      stuck.send(
          frame("hello").put("id", "1").put("token", clients.token("stuck", Map.of())).toString());
      stuck.readUntil("ok");
      stuck.send(join("hall").put("id", "2").toString());
      stuck.readUntil("joined");
      awaitJoined(ada, "stuck");

      while (ada.rest().stream().noneMatch(frame -> isReconnecting(frame, "stuck"))) {
        sendAsFastAsAllowed(ada, data(room, "x".repeat(60_000)));
      }

      stuck.drain();
    }
    JsonNode answer;
    do {
      answer = sendAsFastAsAllowed(ada, chat(room, "c1", "we go on"));
    } while (!answer.path("type").asText().equals("ok"));
    assertThat(bob.awaitEvent("message.created").at("/data/text").asText()).isEqualTo("we go on");
  }

  /** Who is in, from the snapshot and all that was told since. */
  private static Set<String> roster(final TestSocket person) {
    final Set<String> present = new HashSet<>();
    final JsonNode joined = person.await("joined");
    present.add(joined.at("/self/identity").asText());
    joined.get("participants").forEach(each -> present.add(each.get("identity").asText()));
    while (present.size() < STORM) {
      person
          .await("presence")
          .path("joined")
          .forEach(each -> present.add(each.get("identity").asText()));
    }
    return present;
  }

  private static JsonNode sendAsFastAsAllowed(final TestSocket sender, final ObjectNode frame) {
    final JsonNode answer = sender.awaitAnswer(sender.request(frame));
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(answer.path("retryAfterMs").asLong()));
    return answer;
  }

  private static boolean isReconnecting(final JsonNode frame, final String identity) {
    for (final JsonNode each : frame.path("updated")) {
      if (each.get("identity").asText().equals(identity)) {
        return each.get("state").asText().equals("reconnecting");
      }
    }
    return false;
  }

  private void untilJoined(final TestSocket socket) {
    JsonNode answer;
    do {
      answer = sendAsFastAsAllowed(socket, join("standup"));
    } while (Set.of("banned", "rate_limited").contains(answer.path("code").asText()));
    assertThat(answer.get("type").asText()).isEqualTo("ok");
  }

  private void awaitGivenUp(final String room) {
    final long end = System.nanoTime() + 30_000_000_000L;
    while (liveRooms.find(tenant.id(), room).isPresent()) {
      assertThat(System.nanoTime()).as("the room stays live").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private void create(final String name, final Map<String, ?> settings) {
    tenant
        .asServer()
        .body(Map.of("name", name, "settings", settings))
        .post("/v1/rooms")
        .then()
        .statusCode(201);
  }

  private ValidatableResponse rest(final String path) {
    return tenant.asServer().get(path).then();
  }
}
