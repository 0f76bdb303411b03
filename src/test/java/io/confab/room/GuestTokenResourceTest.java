package io.confab.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.confab.support.TestTenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class GuestTokenResourceTest {
  private static final String SHOP = "https://shop.example";

  @Inject TokenVerifier verifier;
  @Inject RoomTemplates templates;

  private TestTenant tenant;
  private String key;

  @BeforeEach
  void makeKey() {
    tenant = TestTenant.create();
    key = tenant.publishableKey(SHOP, "desk-*");
  }

  @Test
  void shouldGiveAGuestOneRoomAPlainMembersGrantsAndAnIdentityMadeHere() {
    final String token =
        guest(SHOP, Map.of("name", "Ada"))
            .then()
            .statusCode(201)
            .body("identity", matchesPattern("guest_[0-9a-f]{32}"))
            .body("room", equalTo("desk-1"))
            .extract()
            .path("token");

    final VerifiedToken verified = verifier.verify(token);

    assertThat(verified.tenant()).isEqualTo(tenant.id());
    assertThat(verified.guest()).isTrue();
    assertThat(verified.name()).contains("Ada");
    assertThat(verified.origins()).containsExactly(SHOP);
    assertThat(verified.rooms()).singleElement().matches(room -> room.matches("desk-1"));
    assertThat(verified.grants().publish()).containsExactly("audio", "video", "screen");
    assertThat(verified.grants().chat()).isTrue();
    assertThat(verified.grants().history()).isFalse();
    assertThat(verified.grants().moderate()).isFalse();
    assertThat(verified.grants().call()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://shop.example",
        "https://shop.example:8443",
        "https://shop.example.evil.example",
        "https://evil-shop.example",
        "https://sub.shop.example",
        "https://SHOP.example",
        "https://shop.example.",
        "https://shop.example/",
        "https://xn--shp-sna.example",
        "http://localhost:3000",
        "http://192.168.1.20:8080",
        "null",
        "file://",
        "shop.example",
        "https://shop.example, https://evil.example"
      })
  void shouldRefuseEveryOriginButTheListedOne(final String origin) {
    guest(origin, Map.of())
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .header("Access-Control-Allow-Origin", equalTo("*"))
        .body("code", equalTo("origin_refused"));
  }

  @Test
  void shouldNameTheOriginSeenAndWhereToAddIt() {
    guest("https://evil.example", Map.of())
        .then()
        .body(
            "detail",
            allOf(containsString("https://evil.example"), containsString("/v1/api-keys/key_")));
    TestTenant.as("unused")
        .body(Map.of("publishableKey", key, "room", "desk-1"))
        .post("/v1/guest-tokens")
        .then()
        .statusCode(403)
        .body("detail", containsString("no Origin header"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:3000",
        "https://localhost",
        "http://app.localhost:5173",
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "https://192.168.1.20:8443",
        "https://10.1.2.3",
        "https://172.16.0.9:8443",
        "https://169.254.3.4"
      })
  void shouldServeThisMachineAndItsNetworkForADevelopmentKey(final String origin) {
    TestTenant.guestToken(developmentKey(), origin, "desk-1", Map.of()).then().statusCode(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "https://8.8.8.8",
        "https://172.32.0.1",
        "https://[2001:db8::1]"
      })
  void shouldServeNobodyElseForADevelopmentKey(final String origin) {
    TestTenant.guestToken(developmentKey(), origin, "desk-1", Map.of()).then().statusCode(403);
  }

  @Test
  void shouldKeepTheIdentityOfAPreviousTokenOfTheSameKeyOnly() {
    final Response first = guest(SHOP, Map.of());
    final String token = first.path("token");
    final String identity = first.path("identity");

    guest(SHOP, Map.of("previousToken", token)).then().body("identity", equalTo(identity));

    final String otherKey = tenant.publishableKey(SHOP, "*");
    final String elsewhere =
        TestTenant.guestToken(otherKey, SHOP, "desk-1", Map.of("previousToken", token))
            .path("identity");
    final String forged = guest(SHOP, Map.of("previousToken", token + "x")).path("identity");
    final String member =
        guest(SHOP, Map.of("previousToken", tenant.token("ada", "desk-1"))).path("identity");
    assertThat(List.of(elsewhere, forged, member)).doesNotContain(identity, "ada");
  }

  @Test
  void shouldRefuseRoomsThatNoRuleNames() {
    TestTenant.guestToken(key, SHOP, "boardroom", Map.of())
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"))
        .body("path", equalTo("room"));
    TestTenant.guestToken(key, SHOP, "rm_0000000000000000000000", Map.of()).then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cfb_pk_0000000000000000000000000000", "nonsense"})
  void shouldRefuseUnknownKeys(final String wrong) {
    TestTenant.guestToken(wrong, SHOP, "desk-1", Map.of())
        .then()
        .statusCode(401)
        .body("code", equalTo("unauthorized"))
        .body("path", equalTo("publishableKey"));
  }

  @Test
  void shouldRefuseASecretKeyInAPage() {
    TestTenant.guestToken(tenant.secretKey(), SHOP, "desk-1", Map.of()).then().statusCode(401);
  }

  @Test
  void shouldStopAtTheQuota() {
    final String tight =
        newKey(Map.of("origins", List.of(SHOP), "quota", Map.of("guestTokensPerMinute", 2)));
    TestTenant.guestToken(tight, SHOP, "desk-1", Map.of()).then().statusCode(201);
    TestTenant.guestToken(tight, SHOP, "desk-1", Map.of()).then().statusCode(201);

    TestTenant.guestToken(tight, SHOP, "desk-1", Map.of())
        .then()
        .statusCode(429)
        .header("Retry-After", matchesPattern("[1-9][0-9]*"))
        .body("code", equalTo("rate_limited"));
  }

  @Test
  void shouldCreateAPublicRoomAsTheRuleSays() {
    final String made =
        newKey(
            Map.of(
                "origins",
                List.of(SHOP),
                "rooms",
                List.of(Map.of("match", "desk-*", "template", Map.of("maxParticipants", 4)))));
    final VerifiedToken token =
        verifier.verify(TestTenant.guestToken(made, SHOP, "desk-1", Map.of()).path("token"));

    assertThat(templates.templateFor(token, "desk-1"))
        .hasValueSatisfying(
            options -> {
              assertThat(options.maxParticipants()).isEqualTo(4);
              assertThat(options.isPublic()).isTrue();
            });
    assertThat(templates.templateFor(token, "boardroom")).isEmpty();
    assertThat(templates.templateFor(verifier.verify(tenant.token("ada", "desk-1")), "desk-1"))
        .isEmpty();
  }

  @Test
  void shouldRefuseATemplateThatNoRoomCouldHave() {
    tenant
        .asServer()
        .body(
            Map.of(
                "kind",
                "publishable",
                "origins",
                List.of(SHOP),
                "rooms",
                List.of(Map.of("match", "*", "template", Map.of("maxParticipants", 5000)))))
        .post("/v1/api-keys")
        .then()
        .statusCode(400)
        .body("path", equalTo("rooms[0].template.maxParticipants"));
  }

  private Response guest(final String origin, final Map<String, ?> more) {
    return TestTenant.guestToken(key, origin, "desk-1", more);
  }

  private String developmentKey() {
    return newKey(Map.of("development", true));
  }

  private String newKey(final Map<String, ?> more) {
    final Map<String, Object> body = new HashMap<>();
    body.put("kind", "publishable");
    body.put("rooms", List.of(Map.of("match", "desk-*")));
    body.putAll(more);
    return tenant
        .asServer()
        .body(body)
        .post("/v1/api-keys")
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }
}
