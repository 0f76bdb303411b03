package io.confab.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.confab.support.TestTenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RoomResourceTest {
  private TestTenant tenant;

  @BeforeEach
  void makeATenant() {
    tenant = TestTenant.create();
  }

  @Test
  void aRoomIsMadeReadChangedAndDeleted() {
    final String location =
        post("{\"name\":\"standup\",\"metadata\":{\"team\":\"é\"}}")
            .then()
            .statusCode(201)
            .header("Location", "/v1/rooms/standup")
            .header("ETag", "\"0\"")
            .body("id", startsWith("rm_"))
            .body("settings.maxParticipants", equalTo(50))
            .body("settings.public", equalTo(false))
            .body("settings.relayOnly", equalTo(false))
            .body("settings.features", aMapWithSize(5))
            .body("metadata.team", equalTo("é"))
            .body("", not(hasKey("version")))
            .extract()
            .header("Location");

    tenant
        .asServer()
        .header("If-Match", "\"0\"")
        .body("{\"settings\":{\"locked\":true,\"features\":{\"screen\":false}}}")
        .patch(location)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("settings.locked", equalTo(true))
        .body("settings.features.screen", equalTo(false))
        .body("settings.features.video", equalTo(true))
        .body("metadata.team", equalTo("é"));
    problem(
        tenant.asServer().header("If-Match", "\"0\"").body("{}").patch(location),
        412,
        "precondition_failed");

    tenant.asServer().delete(location).then().statusCode(204);
    problem(tenant.asServer().get(location), 404, "room_not_found");
    problem(tenant.asServer().delete(location), 404, "room_not_found");
  }

  @Test
  void aPatchWithNullReturnsToTheDefault() {
    post("{\"name\":\"r\",\"settings\":{\"maxParticipants\":3},\"metadata\":{\"a\":1,\"b\":2}}");

    tenant
        .asServer()
        .body("{\"settings\":{\"maxParticipants\":null},\"metadata\":{\"a\":null}}")
        .patch("/v1/rooms/r")
        .then()
        .statusCode(200)
        .body("settings.maxParticipants", equalTo(50))
        .body("metadata", equalTo(Map.of("b", 2)));
  }

  @Test
  void aTakenNameIsAConflictOrTheRoomItself() {
    final String id = post("{\"name\":\"standup\"}").path("id");

    problem(post("{\"name\":\"standup\"}"), 409, "conflict");
    post("{\"name\":\"standup\",\"ifExists\":\"return\",\"settings\":{\"locked\":true}}")
        .then()
        .statusCode(200)
        .header("Location", "/v1/rooms/standup")
        .body("id", equalTo(id))
        .body("settings.locked", equalTo(false));
    post("{\"name\":\"other\",\"ifExists\":\"return\"}").then().statusCode(201);
  }

  @Test
  void withoutANameOneIsMade() {
    post("{}").then().statusCode(201).body("name", matchesPattern("([a-z2-9]{5}-){3}[a-z2-9]{5}"));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"name\":\"rm_x\"}', name",
    "'{\"name\":\"a b\"}', name",
    "'{\"name\":7}', name",
    "'{\"nam\":\"x\"}', nam",
    "'{\"ifExists\":\"replace\"}', ifExists",
    "'{\"settings\":{\"maxParticipants\":51}}', settings.maxParticipants",
    "'{\"settings\":{\"maxParticipants\":\"5\"}}', settings.maxParticipants",
    "'{\"settings\":{\"breakout\":1}}', settings.breakout",
    "'{\"settings\":{\"features\":{\"video\":1}}}', settings.features.video",
    "'{\"metadata\":[1]}', metadata",
    "'{\"metadata\":{\"a\":{\"b\":\"\\u0000\"}}}', metadata.a.b",
    "'{\"metadata\":{\"a\":\"\\ud800\"}}', metadata.a"
  })
  void aWrongFieldIsNamed(final String body, final String path) {
    problem(post(body), 400, "invalid_request").then().body("path", equalTo(path));
    post("{\"name\":\"target\"}").then().statusCode(201);
    if (path.startsWith("settings") || path.startsWith("metadata.")) {
      problem(tenant.asServer().body(body).patch("/v1/rooms/target"), 400, "invalid_request")
          .then()
          .body("path", equalTo(path));
    }
  }

  @Test
  void metadataHoldsFourKilobytes() {
    final String fits = "{\"metadata\":{\"a\":\"" + "é".repeat(2044) + "\"}}";

    post(fits).then().statusCode(201);
    problem(post(fits.replace("\"a\"", "\"abc\"")), 400, "invalid_request")
        .then()
        .body("path", equalTo("metadata"));
  }

  @Test
  void aForeignRoomIsAsMissing() {
    final String id = post("{\"name\":\"standup\"}").path("id");
    final TestTenant other = TestTenant.create();

    for (final String path : List.of("", "/events", "/messages", "/meetings")) {
      final Map<String, Object> foreign = problemOf(other, "/v1/rooms/" + id + path);
      final Map<String, Object> missing =
          problemOf(other, "/v1/rooms/rm_0000000000000000000000" + path);
      assertThat(foreign).isEqualTo(missing);
    }
    problem(other.asServer().body("{}").patch("/v1/rooms/" + id), 404, "room_not_found");
    problem(other.asServer().delete("/v1/rooms/" + id), 404, "room_not_found");
    other.asServer().get("/v1/rooms").then().statusCode(200).body("data", hasSize(0));
    tenant.asServer().get("/v1/rooms/" + id).then().statusCode(200);
  }

  @Test
  void textThatIsNoNameIsNoServerError() {
    for (final String path : List.of("a%00b", "%ED%A0%80", "rm_x", "%C3%A9", "*")) {
      problem(tenant.asServer().urlEncodingEnabled(false).get("/v1/rooms/" + path), 404, null);
    }
  }

  @Test
  void everyActionAsksForItsScope() {
    post("{\"name\":\"standup\"}");
    final String reader = tenant.secretKey("rooms:read");
    final String writer = tenant.secretKey("rooms:write");

    TestTenant.as(reader).get("/v1/rooms/standup").then().statusCode(200);
    problem(TestTenant.as(reader).body("{}").post("/v1/rooms"), 403, "forbidden");
    problem(TestTenant.as(reader).body("{}").patch("/v1/rooms/standup"), 403, "forbidden");
    problem(TestTenant.as(reader).delete("/v1/rooms/standup"), 403, "forbidden");
    problem(TestTenant.as(writer).get("/v1/rooms"), 403, "forbidden");
    problem(TestTenant.as(writer).get("/v1/rooms/standup/events"), 403, "forbidden");
    problem(TestTenant.as(writer).get("/v1/rooms/standup/messages"), 403, "forbidden");
    problem(TestTenant.as(writer).get("/v1/rooms/standup/meetings"), 403, "forbidden");
  }

  @Test
  void pagesShowEveryRoomOnceTheNewestFirst() {
    for (int i = 0; i < 5; i++) {
      post("{\"name\":\"room-" + i + "\"}");
    }
    final List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      final Response page =
          tenant
              .asServer()
              .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
              .queryParam("limit", 2)
              .get("/v1/rooms");
      seen.addAll(page.path("data.name"));
      cursor = page.path("nextCursor");
    } while (cursor != null);

    assertThat(seen).containsExactlyInAnyOrder("room-0", "room-1", "room-2", "room-3", "room-4");
    problem(tenant.asServer().get("/v1/rooms?limit=0"), 400, "invalid_request");
    problem(tenant.asServer().get("/v1/rooms?cursor=nonsense"), 400, "invalid_request");
  }

  @Test
  void meetingsAreMissingBeforeAnybodyMet() {
    post("{\"name\":\"standup\"}");

    tenant
        .asServer()
        .get("/v1/rooms/standup/meetings")
        .then()
        .statusCode(200)
        .body("data", hasSize(0));
    problem(tenant.asServer().get("/v1/meetings/mtg_0000000000000000000000"), 404, "not_found");
    problem(tenant.asServer().get("/v1/meetings/nonsense"), 404, "not_found");
  }

  private Response post(final String body) {
    return tenant.asServer().body(body).post("/v1/rooms");
  }

  /** The whole answer but what differs in every request. */
  private static Map<String, Object> problemOf(final TestTenant asker, final String path) {
    final Response answer = problem(asker.asServer().get(path), 404, "room_not_found");
    final Map<String, Object> body = answer.jsonPath().getMap("");
    body.remove("requestId");
    return body;
  }

  private static Response problem(final Response answer, final int status, final String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    if (code != null) {
      assertThat(answer.<String>path("code")).isEqualTo(code);
    }
    return answer;
  }
}
