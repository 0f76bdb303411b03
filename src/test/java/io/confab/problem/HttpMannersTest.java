package io.confab.problem;

import static io.confab.support.TestTenant.OPERATOR_KEY;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.confab.support.TestTenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer has in common, whoever made it. */
@QuarkusTest
class HttpMannersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/nothing",
        "/v1/tenants/x/y/z",
        "/v1/",
        "/v1/api-keys/rm_1",
        "/v1/api-keys/%00"
      })
  void shouldAnswerMissingAddressesWithAProblem(final String path) {
    problem(operator().urlEncodingEnabled(false).get(path), 404, "not_found");
  }

  @Test
  void shouldAnswerWrongMethodsTypesAndWishesWithAProblem() {
    problem(operator().delete("/v1/tenants"), 405, "method_not_allowed");
    problem(
        given().auth().oauth2(OPERATOR_KEY).contentType("text/plain").body("x").post("/v1/tenants"),
        415,
        "unsupported_media_type");
    problem(operator().accept("image/png").get("/v1/tenants"), 406, "not_acceptable");
  }

  @Test
  void shouldSayWhereJsonWentWrong() {
    body("{\"name\":\"a\",").statusCode(400).body("detail", containsString("line 1"));
    body("").statusCode(400);
    body("[]").statusCode(400).body("detail", containsString("body"));
    body("{\"name\":\"a\",\"name\":\"b\"}").statusCode(400);
    body("{\"name\":\"a\"} {}").statusCode(400);
    body("{\"name\":5}").statusCode(400).body("path", equalTo("name"));
    body("{\"name\":\"a\",\"colour\":1}")
        .statusCode(400)
        .body("path", equalTo("colour"))
        .body("detail", not(containsString("java")));
    body("{\"name\":\"  \"}").statusCode(400).body("path", equalTo("name"));
    body("{\"name\":" + "[".repeat(200) + "]".repeat(200) + "}").statusCode(400);
    body("{\"name\":\"a\",\"development\":\"true\"}")
        .statusCode(400)
        .body("path", equalTo("development"));
  }

  @Test
  void shouldRefuseABodyThatIsTooLarge() {
    final String large = "{\"name\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";

    problem(operator().body(large).post("/v1/tenants"), 413, "payload_too_large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "201", "-1", "many", "1e2"})
  void shouldRefuseOddLimits(final String limit) {
    operator()
        .queryParam("limit", limit)
        .get("/v1/tenants")
        .then()
        .statusCode(400)
        .body("path", equalTo("limit"));
  }

  @Test
  void shouldRefuseCursorsItDidNotMake() {
    for (final String cursor :
        new String[] {"x", "AAAA", "c29tZXRoaW5n", "'; drop table tenant; --"}) {
      operator()
          .queryParam("cursor", cursor)
          .get("/v1/tenants")
          .then()
          .statusCode(400)
          .body("path", equalTo("cursor"));
    }
  }

  @Test
  void shouldNameEveryRequestAnew() {
    final String first =
        operator().header("Request-Id", "mine").get("/v1/tenants").header("Request-Id");
    final String second = operator().get("/v1/tenants").header("Request-Id");

    assertThat(first).matches("req_[0-9a-f]{24}").isNotEqualTo(second);
    given().get("/nothing/at/all").then().header("Request-Id", startsWith("req_"));
  }

  @Test
  void shouldLetAnyOriginReadAnswersAndRefusalsAndNeverAllowCredentials() {
    operator()
        .header("Origin", "https://anywhere.example")
        .get("/v1/tenants")
        .then()
        .header("Access-Control-Allow-Origin", "*")
        .header(
            "Access-Control-Expose-Headers",
            allOf(
                containsString("Location"),
                containsString("ETag"),
                containsString("Retry-After"),
                containsString("RateLimit"),
                containsString("Request-Id")))
        .header("Access-Control-Allow-Credentials", nullValue());
    given()
        .header("Origin", "https://anywhere.example")
        .get("/v1/tenants")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .header("Access-Control-Allow-Origin", "*");
  }

  @Test
  void shouldAnswerPreflights() {
    given()
        .header("Origin", "https://anywhere.example")
        .header("Access-Control-Request-Method", "PATCH")
        .header("Access-Control-Request-Headers", "authorization, idempotency-key, if-match")
        .options("/v1/api-keys/key_0000000000000000000000")
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", "*")
        .header("Access-Control-Allow-Methods", containsString("PATCH"))
        .header(
            "Access-Control-Allow-Headers",
            allOf(
                containsString("Authorization"),
                containsString("Idempotency-Key"),
                containsString("If-Match")))
        .header("Access-Control-Max-Age", notNullValue())
        .header("Access-Control-Allow-Credentials", nullValue());
  }

  @Test
  void shouldKeepAnswersOutOfCachesAndTellTheRate() {
    operator()
        .get("/v1/tenants")
        .then()
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header("RateLimit-Policy", matchesPattern("\"requests\";q=[0-9]+;w=[0-9]+"))
        .header("RateLimit", matchesPattern("\"requests\";r=[0-9]+;t=[0-9]+"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//v1/tenants",
        "/v1//tenants",
        "/v1/tenants;x=1",
        "/v1/tenants%3Bx",
        "/v1%2Ftenants",
        "/v1/x/..%2Ftenants",
        "/v1/x/..;/tenants",
        "/v1/tenants/",
        "/v1/tenants/.",
        "/V1/TENANTS",
        "/v1/%74enants",
        "/v1/tenants%00"
      })
  void shouldNeverOpenMoreForAnOddPath(final String path) {
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(anyOf(equalTo(400), equalTo(401), equalTo(404), equalTo(405)));
  }

  private static ValidatableResponse body(final String json) {
    final Response answer = operator().body(json).post("/v1/tenants");
    problem(answer, 400, "invalid_request");
    return answer.then();
  }

  private static RequestSpecification operator() {
    return TestTenant.as(OPERATOR_KEY);
  }

  private static void problem(final Response answer, final int status, final String code) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .header("Request-Id", matchesPattern("req_[0-9a-f]{24}"))
        .body("type", equalTo("/docs/errors/" + code))
        .body("status", equalTo(status))
        .body("code", equalTo(code))
        .body("requestId", equalTo(answer.header("Request-Id")));
    assertThat(answer.then().extract().<Map<String, Object>>path("$"))
        .containsKeys("title", "detail", "hint");
  }
}
