package io.confab.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import io.confab.event.Cursor;
import io.confab.id.RoomId;
import io.confab.support.TestTenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventResourceTest {
  private TestTenant tenant;
  private RoomId room;

  @BeforeEach
  void makeARoom() {
    tenant = TestTenant.create();
    room = RoomId.of(tenant.asServer().body("{\"name\":\"standup\"}").post("/v1/rooms").path("id"));
  }

  @Test
  void anEventHasTheEnvelopeOfEveryReader() {
    events(Map.of())
        .then()
        .statusCode(200)
        .body("data", hasSize(1))
        .body("data[0].id", startsWith("evt_"))
        .body("data[0].type", equalTo("room.created"))
        .body("data[0].timestamp", matchesPattern("\\d{4}-\\d\\d-\\d\\dT.*\\.\\d{3}Z"))
        .body("data[0].tenant", equalTo(tenant.id().value()))
        .body("data[0].room", equalTo(room.value()))
        .body("data[0].seq", equalTo(1))
        .body("data[0].data.name", equalTo("standup"))
        .body("data[0].data.settings.maxParticipants", equalTo(50))
        .body("data[0].data.public", equalTo(false))
        .body("hasMore", equalTo(false))
        .body("recovered", equalTo(true));
  }

  @Test
  void pagesHaveNoHoleAndGoOnWhenSomethingHappens() {
    say("one", "two", "three");
    final List<Integer> seqs = new ArrayList<>();
    String after = null;
    Response page;
    do {
      page = events(after == null ? Map.of("limit", 2) : Map.of("limit", 2, "after", after));
      seqs.addAll(page.path("data.seq"));
      after = page.path("nextCursor");
    } while (page.<Boolean>path("hasMore"));
    assertThat(seqs).containsExactly(1, 2, 3, 4);

    final Response quiet = events(Map.of("after", after));
    assertThat(quiet.<List<?>>path("data")).isEmpty();
    say("four");
    events(Map.of("after", quiet.<String>path("nextCursor")))
        .then()
        .body("data.data.text", contains("four"))
        .body("data.seq", contains(5));
  }

  @Test
  void aCursorThatTheLogDoesNotReachSaysSo() {
    say("one");

    for (final Cursor lost : List.of(new Cursor(room, 1, 99), new Cursor(room, 7, 1))) {
      events(Map.of("after", lost.text()))
          .then()
          .statusCode(200)
          .body("recovered", equalTo(false))
          .body("data.seq", contains(1, 2));
    }
  }

  @Test
  void aCursorOfAnotherRoomIsRefused() {
    for (final String wrong :
        List.of("nonsense", new Cursor(RoomId.random(), 1, 1).text(), "AAAA")) {
      events(Map.of("after", wrong))
          .then()
          .statusCode(400)
          .body("code", equalTo("invalid_request"))
          .body("path", equalTo("after"));
    }
  }

  @Test
  void aRoomMadeAgainHasAnotherLog() {
    final String after = events(Map.of()).path("nextCursor");
    tenant.asServer().delete("/v1/rooms/standup").then().statusCode(204);
    tenant.asServer().body("{\"name\":\"standup\"}").post("/v1/rooms").then().statusCode(201);

    events(Map.of("after", after)).then().statusCode(400).body("path", equalTo("after"));
  }

  private void say(final String... texts) {
    for (final String text : texts) {
      tenant
          .asServer()
          .body(Map.of("text", text))
          .post("/v1/rooms/standup/messages")
          .then()
          .statusCode(201);
    }
  }

  private Response events(final Map<String, ?> query) {
    return tenant.asServer().queryParams(query).get("/v1/rooms/standup/events");
  }
}
