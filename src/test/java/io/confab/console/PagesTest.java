package io.confab.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
final class PagesTest {
  @ParameterizedTest
  @ValueSource(strings = {"/", "/start", "/assets/site.css", "/assets/home.js"})
  void shouldServePagesThatRunTheirOwnFilesOnly(final String path) {
    given()
        .get(path)
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("default-src 'none'; script-src 'self'"))
        .header("Content-Security-Policy", containsString("require-trusted-types-for 'script'"))
        .header("Cache-Control", "no-cache");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/start", "/nowhere"})
  void shouldKeepScriptAndStyleOutOfTheMarkup(final String path) {
    final String page = given().accept("text/html").get(path).asString();

    assertThat(page).contains("</html>").doesNotContain("style=").doesNotContain("<style");
    assertThat(page)
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContainPattern(" on\\w+=");
  }

  @Test
  void shouldShowAPageWhereABrowserFindsNone() {
    given()
        .accept("text/html")
        .get("/nowhere")
        .then()
        .statusCode(404)
        .contentType("text/html")
        .header("Content-Security-Policy", startsWith("default-src 'none'"))
        .body(containsString("Nobody here."));
  }

  /**
   * A pattern that repeats a group needs stack for each repetition, and an event loop has little.
   */
  @Test
  void shouldTakeAnAddressOfManyPartsForWhatItIs() {
    given()
        .accept("text/html")
        .get("/a".repeat(1_900))
        .then()
        .statusCode(404)
        .body(containsString("Nobody here."));
  }

  @Test
  void shouldAnswerProgramsWithProblems() {
    given()
        .accept("text/html,*/*")
        .get("/v1/nowhere")
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
  }

  @Test
  void shouldNotShowAPageToWhoeverDoesNotAskForOne() {
    given()
        .accept("application/json")
        .get("/nowhere")
        .then()
        .statusCode(404)
        .body(not(containsString("Nobody here.")));
  }

  @Test
  void shouldGiveTheDemoPageTheSameKeyAgain() {
    final String first = demoKey();

    assertThat(first).startsWith("cfb_pk_").isEqualTo(demoKey());
  }

  @Test
  void shouldLetTheDemoIntoItsOwnRoomsFromThisMachineOnly() {
    final String key = demoKey();

    assertThat(guestToken(key, "demo-abc", "http://localhost:8080")).isEqualTo(201);
    assertThat(guestToken(key, "vault", "http://localhost:8080")).isGreaterThanOrEqualTo(400);
    assertThat(guestToken(key, "demo-abc", "https://elsewhere.example")).isEqualTo(403);
  }

  private static String demoKey() {
    return given()
        .get("/demo/config.json")
        .then()
        .statusCode(200)
        .body("room", allOf(startsWith("demo-"), containsString("{random}")))
        .extract()
        .path("publishableKey");
  }

  private static int guestToken(final String key, final String room, final String origin) {
    return given()
        .header("Origin", origin)
        .contentType("application/json")
        .body("{\"publishableKey\":\"%s\",\"room\":\"%s\"}".formatted(key, room))
        .post("/v1/guest-tokens")
        .statusCode();
  }
}
