package io.confab.apikey;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.confab.support.TestTenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiKeyResourceTest {
  private TestTenant tenant;

  @BeforeEach
  void makeTenant() {
    tenant = TestTenant.create();
  }

  @Test
  void shouldShowASecretKeyOnceAndOnlyOnce() {
    final ValidatableResponse made =
        make(Map.of("kind", "secret", "name", "backend", "scopes", List.of("rooms:read")))
            .statusCode(201)
            .header("Location", startsWith("/v1/api-keys/key_"))
            .body("key", startsWith("cfb_sk_"))
            .body("scopes", contains("rooms:read"))
            .body("origins", nullValue());

    tenant
        .asServer()
        .get(made.extract().header("Location"))
        .then()
        .statusCode(200)
        .body("name", equalTo("backend"))
        .body("key", nullValue());
  }

  @Test
  void shouldShowAPublishableKeyInClear() {
    final ValidatableResponse made =
        publishable(Map.of())
            .statusCode(201)
            .body("key", startsWith("cfb_pk_"))
            .body("scopes", nullValue());
    final String key = made.extract().path("key");

    tenant
        .asServer()
        .get(made.extract().header("Location"))
        .then()
        .body("key", equalTo(key))
        .body("rooms[0].match", equalTo("desk-*"))
        .body("rooms[0].template.maxParticipants", equalTo(4))
        .body("origins", contains("https://shop.example"))
        .body("quota.guestTokensPerMinute", equalTo(120));
  }

  @Test
  void shouldGiveEveryScopeButTheMakingOfKeysWhenNoneIsAskedFor() {
    make(Map.of("kind", "secret"))
        .statusCode(201)
        .body("scopes", hasItem("tokens:mint"))
        .body("scopes", not(hasItem("keys:manage")));
  }

  @Test
  void shouldNotLetAKeyGiveWhatItLacks() {
    TestTenant.as(tenant.secretKey("keys:manage"))
        .body(Map.of("kind", "secret", "scopes", List.of("tokens:mint")))
        .post("/v1/api-keys")
        .then()
        .statusCode(403)
        .body("path", equalTo("scopes"))
        .body("detail", containsString("tokens:mint"));
  }

  @Test
  void shouldRefuseARequestOutsideTheScopes() {
    TestTenant.as(tenant.secretKey("rooms:read"))
        .get("/v1/api-keys")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"))
        .body("detail", containsString("keys:manage"));
    TestTenant.as(tenant.publishableKey("https://shop.example", "*"))
        .get("/v1/api-keys")
        .then()
        .statusCode(403)
        .body("detail", containsString("publishable"));
  }

  @Test
  void shouldRefuseARevokedKeyAndKeepItListed() {
    final ValidatableResponse made =
        make(Map.of("kind", "secret", "scopes", List.of("keys:manage")));
    final String location = made.extract().header("Location");
    final String key = made.extract().path("key");
    TestTenant.as(key).get("/v1/api-keys").then().statusCode(200);

    tenant.asServer().delete(location).then().statusCode(204);

    TestTenant.as(key).get("/v1/api-keys").then().statusCode(403).body("code", equalTo("revoked"));
    tenant.asServer().get(location).then().statusCode(200).body("revokedAt", notNullValue());
    tenant.asServer().delete(location).then().statusCode(204);
  }

  @Test
  void shouldChangeOnlyWhatIsNamedAndOnlyForTheVersionSeen() {
    final String location = publishable(Map.of()).extract().header("Location");
    final String etag = tenant.asServer().get(location).then().extract().header("ETag");

    tenant
        .asServer()
        .header("If-Match", etag)
        .body(Map.of("origins", List.of("https://new.example")))
        .patch(location)
        .then()
        .statusCode(200)
        .header("ETag", not(equalTo(etag)))
        .body("origins", contains("https://new.example"))
        .body("rooms[0].match", equalTo("desk-*"));
    tenant
        .asServer()
        .header("If-Match", etag)
        .body(Map.of("name", "late"))
        .patch(location)
        .then()
        .statusCode(412)
        .body("code", equalTo("precondition_failed"));
  }

  @Test
  void shouldNameTheFieldAtFault() {
    refused(
        Map.of("origins", List.of("https://Shop.example")), "origins[0]", "https://shop.example");
    refused(Map.of("origins", List.of("shop.example")), "origins[0]", "https://shop.example");
    refused(
        Map.of("origins", List.of("https://a.example/path")), "origins[0]", "https://a.example");
    refused(Map.of("origins", List.of()), "origins", "at least one");
    refused(Map.of("rooms", List.of()), "rooms", "at least one");
    refused(Map.of("rooms", List.of(Map.of("match", "a b"))), "rooms[0].match", "room pattern");
    refused(Map.of("rooms", List.of(Map.of())), "rooms[0].match", "null");
    refused(Map.of("scopes", List.of("rooms:read")), "scopes", "no scopes");
    refused(Map.of("quota", Map.of("guestTokensPerMinute", 0)), "quota.guestTokensPerMinute", "1");
    refused(Map.of("expiresAt", "2001-01-01T00:00:00Z"), "expiresAt", "ahead");
    refused(Map.of("origin", "https://a.example"), "origin", "Unknown field");
    refused(Map.of("development", "yes"), "development", "true or false");
  }

  @Test
  void shouldAnswerAForeignKeyExactlyAsAMissingOne() {
    final TestTenant other = TestTenant.create();
    final String foreign = other.asServer().get("/v1/api-keys").then().extract().path("data[0].id");

    for (final String id : List.of(foreign, "key_0000000000000000000000")) {
      final String path = "/v1/api-keys/" + id;
      tenant
          .asServer()
          .get(path)
          .then()
          .statusCode(404)
          .body("detail", equalTo("There is no API key %s.".formatted(id)));
      tenant.asServer().delete(path).then().statusCode(404);
      tenant.asServer().body(Map.of("name", "mine")).patch(path).then().statusCode(404);
    }
    other
        .asServer()
        .get("/v1/api-keys")
        .then()
        .statusCode(200)
        .body("data[0].revokedAt", nullValue());
  }

  private ValidatableResponse make(final Map<String, ?> body) {
    return tenant.asServer().body(body).post("/v1/api-keys").then();
  }

  private ValidatableResponse publishable(final Map<String, ?> more) {
    final Map<String, Object> body = new HashMap<>();
    body.put("kind", "publishable");
    body.put("origins", List.of("https://shop.example"));
    body.put("rooms", List.of(Map.of("match", "desk-*", "template", Map.of("maxParticipants", 4))));
    body.putAll(more);
    return make(body);
  }

  private void refused(final Map<String, ?> more, final String path, final String sentence) {
    publishable(more)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid_request"))
        .body("path", equalTo(path))
        .body("detail", containsString(sentence));
  }
}
