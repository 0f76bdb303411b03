package io.confab.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.confab.support.TestTenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class MessageResourceTest {
  private static final String MESSAGES = "/v1/rooms/standup/messages";

  private TestTenant tenant;

  @BeforeEach
  void makeARoom() {
    tenant = TestTenant.create();
    tenant.asServer().body("{\"name\":\"standup\"}").post("/v1/rooms").then().statusCode(201);
  }

  @Test
  void aServerSendsEditsReadsAndDeletes() {
    final String location =
        send(Map.of("text", "Grüße ☕", "identity", "bot", "attributes", Map.of("k", "v")))
            .then()
            .statusCode(201)
            .header("Location", startsWith(MESSAGES + "/msg_"))
            .body("text", equalTo("Grüße ☕"))
            .body("identity", equalTo("bot"))
            .body("attributes.k", equalTo("v"))
            .body("seq", equalTo(2))
            .body("deleted", equalTo(false))
            .body("", not(hasKey("editedAt")))
            .extract()
            .header("Location");

    tenant
        .asServer()
        .body(Map.of("text", "Hello"))
        .patch(location)
        .then()
        .statusCode(200)
        .body("text", equalTo("Hello"))
        .body("seq", equalTo(2))
        .body("", hasKey("editedAt"));
    tenant.asServer().get(location).then().statusCode(200).body("text", equalTo("Hello"));

    tenant.asServer().delete(location).then().statusCode(204);
    tenant.asServer().delete(location).then().statusCode(204);
    tenant
        .asServer()
        .get(location)
        .then()
        .statusCode(200)
        .body("deleted", equalTo(true))
        .body("text", equalTo(""));
    problem(tenant.asServer().body(Map.of("text", "x")).patch(location), 404);
  }

  @Test
  void aRetryWithTheSameClientIdSendsOnce() {
    final Map<String, String> message = Map.of("text", "hello", "clientId", "order-17");

    final String first = send(message).path("id");
    final String retry = send(message).path("id");

    assertThat(retry).isEqualTo(first);
    tenant.asServer().get(MESSAGES).then().body("data.id", contains(first));
  }

  @Test
  void pagesGoBackFromTheNewest() {
    for (final String text : List.of("one", "two", "three")) {
      send(Map.of("text", text)).then().statusCode(201);
    }

    final Response first = tenant.asServer().get(MESSAGES + "?limit=2");
    final Response rest =
        tenant
            .asServer()
            .queryParam("cursor", first.<String>path("nextCursor"))
            .get(MESSAGES + "?limit=2");

    assertThat(first.<List<String>>path("data.text")).containsExactly("three", "two");
    assertThat(rest.<List<String>>path("data.text")).containsExactly("one");
    assertThat(rest.<String>path("nextCursor")).isNull();
    problem(tenant.asServer().get(MESSAGES + "?cursor=nonsense"), 400);
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', text",
    "'{\"text\":\"\"}', text",
    "'{\"text\":7}', text",
    "'{\"text\":\"a\\u0000b\"}', text",
    "'{\"text\":\"a\\ud83d\"}', text",
    "'{\"text\":\"a\",\"identity\":\"\"}', identity",
    "'{\"text\":\"a\",\"identity\":\"b\\u0000\"}', identity",
    "'{\"text\":\"a\",\"name\":\"b\\nc\"}', name",
    "'{\"text\":\"a\",\"clientId\":\"\"}', clientId",
    "'{\"text\":\"a\",\"attributes\":{\"k\":\"\\u0000\"}}', attributes.k",
    "'{\"text\":\"a\",\"attributes\":{\"k\":null}}', attributes.k",
    "'{\"text\":\"a\",\"colour\":\"red\"}', colour"
  })
  void aWrongFieldIsNamed(final String body, final String path) {
    problem(tenant.asServer().body(body).post(MESSAGES), 400)
        .then()
        .body("code", equalTo("invalid_request"))
        .body("path", equalTo(path));
  }

  @Test
  void theLimitIsInBytes() {
    send(Map.of("text", "é".repeat(2048))).then().statusCode(201);
    problem(send(Map.of("text", "é".repeat(2048) + "a")), 400).then().body("path", equalTo("text"));
  }

  @Test
  void aForeignMessageIsAsMissing() {
    final String location = send(Map.of("text", "hello")).header("Location");
    final TestTenant other = TestTenant.create();
    other.asServer().body("{\"name\":\"standup\"}").post("/v1/rooms").then().statusCode(201);

    for (final String path : List.of(location, MESSAGES + "/msg_0000000000000000000000")) {
      problem(other.asServer().get(path), 404);
      problem(other.asServer().body(Map.of("text", "x")).patch(path), 404);
      problem(other.asServer().delete(path), 404).then().body("code", equalTo("message_not_found"));
    }
    problem(tenant.asServer().get(MESSAGES + "/nonsense"), 404);
    tenant.asServer().get(location).then().statusCode(200).body("text", equalTo("hello"));
  }

  @Test
  void readingAndWritingAreTwoScopes() {
    final String reader = tenant.secretKey("messages:read");
    final String writer = tenant.secretKey("messages:write");

    TestTenant.as(reader).get(MESSAGES).then().statusCode(200);
    problem(TestTenant.as(writer).get(MESSAGES), 403);
    problem(TestTenant.as(reader).body(Map.of("text", "x")).post(MESSAGES), 403);
    TestTenant.as(writer).body(Map.of("text", "x")).post(MESSAGES).then().statusCode(201);
  }

  private Response send(final Map<String, ?> body) {
    return tenant.asServer().body(body).post(MESSAGES);
  }

  private static Response problem(final Response answer, final int status) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    return answer;
  }
}
