package io.confab.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.confab.support.TestTenant;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server with a relay hands out, and what that means for its rooms. */
@QuarkusTest
@TestProfile(TurnRelayTest.WithRelay.class)
class TurnRelayTest {
  /** A relay that nobody talks to here. */
  public static final class WithRelay implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "confab.turn.urls",
          "turn:turn.test:3478?transport=udp,turns:turn.test:443?transport=tcp",
          "confab.turn.stun-urls",
          "stun:stun.test:3478",
          "confab.turn.secret",
          "north",
          "confab.turn.max-ttl",
          "PT2H");
    }
  }

  private TestTenant tenant;

  @BeforeEach
  void makeATenant() {
    tenant = TestTenant.create();
  }

  @Test
  void theAnswerIsReadyForABrowser() {
    final Instant before = Instant.now();

    final Instant expiresAt =
        Instant.parse(
            tenant
                .asServer()
                .body("{\"identity\":\"alice@example.com\",\"ttlSeconds\":7200}")
                .post("/v1/turn/credentials")
                .then()
                .statusCode(200)
                .body("turn", equalTo(true))
                .body("iceServers", hasSize(2))
                .body("iceServers[0]", equalTo(Map.of("urls", List.of("stun:stun.test:3478"))))
                .body(
                    "iceServers[1].urls",
                    contains(
                        "turn:turn.test:3478?transport=udp", "turns:turn.test:443?transport=tcp"))
                .extract()
                .path("expiresAt"));

    assertThat(expiresAt)
        .isBetween(
            before.plus(Duration.ofHours(2)).minusSeconds(2), before.plus(Duration.ofHours(3)));
  }

  @Test
  void anIdentityKeepsItsUserAndShowsNothingOfItself() {
    final String first = user("{\"identity\":\"alice@example.com\"}");

    assertThat(first).matches(tenant.id() + "\\.[A-Za-z0-9_-]{22}").doesNotContain("alice");
    assertThat(user("{\"identity\":\"alice@example.com\",\"ttlSeconds\":60}")).isEqualTo(first);
    assertThat(user("{\"identity\":\"bob@example.com\"}")).isNotEqualTo(first);
    assertThat(user("{}")).startsWith(tenant.id() + ".any_").isNotEqualTo(user("{}"));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"ttlSeconds\":29}', ttlSeconds",
    "'{\"ttlSeconds\":7201}', ttlSeconds",
    "'{\"ttlSeconds\":\"60\"}', ttlSeconds",
    "'{\"identity\":\"\"}', identity",
    "'{\"ttl\":60}', ttl"
  })
  void aWrongFieldIsNamed(final String body, final String path) {
    tenant
        .asServer()
        .body(body)
        .post("/v1/turn/credentials")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_request"))
        .body("path", equalTo(path));
  }

  @Test
  void publicRoomsUseTheRelayAloneUnlessToldOtherwise() {
    room("{\"name\":\"a\",\"settings\":{\"public\":true}}", true);
    room("{\"name\":\"b\",\"settings\":{\"public\":true,\"relayOnly\":false}}", false);
    room("{\"name\":\"c\"}", false);
    room("{\"name\":\"d\",\"settings\":{\"relayOnly\":true}}", true);
  }

  private void room(final String body, final boolean relayOnly) {
    tenant
        .asServer()
        .body(body)
        .post("/v1/rooms")
        .then()
        .statusCode(201)
        .body("settings.relayOnly", equalTo(relayOnly));
  }

  /** What coturn counts quotas by: all that follows the expiry. */
  private String user(final String body) {
    final String username =
        tenant
            .asServer()
            .body(body)
            .post("/v1/turn/credentials")
            .then()
            .statusCode(200)
            .extract()
            .path("iceServers[1].username");
    return username.substring(username.indexOf(':') + 1);
  }
}
