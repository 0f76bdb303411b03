package io.confab.support;

import static io.restassured.RestAssured.given;

import io.confab.id.TenantId;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tenant of its own for a test, made over REST as an operator would: nothing that other tests do
 * can be seen in it.
 *
 * @param id the tenant
 * @param secretKey a key with every scope
 */
public record TestTenant(TenantId id, String secretKey) {
  /** The operator key of a test run. */
  public static final String OPERATOR_KEY = PostgresResource.SECRETS.get("confab.operator-key");

  /** A fresh tenant with a secret key that may do everything. */
  public static TestTenant create() {
    final TenantId id =
        TenantId.of(
            given()
                .auth()
                .oauth2(OPERATOR_KEY)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "test tenant"))
                .post("/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    final String key =
        given()
            .auth()
            .oauth2(OPERATOR_KEY)
            .header("Confab-Tenant", id.value())
            .contentType(ContentType.JSON)
            .body(Map.of("kind", "secret", "scopes", EVERY_SCOPE))
            .post("/v1/api-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("key");
    return new TestTenant(id, key);
  }

  private static final List<String> EVERY_SCOPE =
      java.util.Arrays.stream(io.confab.apikey.ApiScope.values())
          .map(io.confab.apikey.ApiScope::text)
          .toList();

  /** A JSON request with the secret key. */
  public RequestSpecification asServer() {
    return as(secretKey);
  }

  /** A JSON request with any credential. */
  public static RequestSpecification as(final String credential) {
    return given()
        .auth()
        .oauth2(credential)
        .contentType(ContentType.JSON)
        .log()
        .ifValidationFails();
  }

  /** A secret key of this tenant that may do only so much, such as {@code rooms:read}. */
  public String secretKey(final String... scopes) {
    return newKey(Map.of("kind", "secret", "scopes", List.of(scopes)));
  }

  /** A publishable key for pages of one origin that opens the rooms of a pattern. */
  public String publishableKey(final String origin, final String rooms) {
    return newKey(
        Map.of(
            "kind",
            "publishable",
            "origins",
            List.of(origin),
            "rooms",
            List.of(Map.of("match", rooms))));
  }

  /**
   * A token for one identity in one room, or in those of a pattern, with the grants of a plain
   * member.
   */
  public String token(final String identity, final String room) {
    return token(Map.of("identity", identity, "rooms", List.of(room)));
  }

  /** A token from a body of {@code POST /v1/tokens}. */
  public String token(final Map<String, ?> request) {
    return asServer()
        .body(request)
        .post("/v1/tokens")
        .then()
        .statusCode(201)
        .extract()
        .path("token");
  }

  /** A guest's token for a room, fetched as a page of that origin would. */
  public static Response guestToken(
      final String publishableKey,
      final String origin,
      final String room,
      final Map<String, ?> more) {
    final Map<String, Object> body = new TreeMap<>(more);
    body.put("publishableKey", publishableKey);
    body.put("room", room);
    return given()
        .header("Origin", origin)
        .contentType(ContentType.JSON)
        .body(body)
        .post("/v1/guest-tokens");
  }

  private String newKey(final Map<String, ?> request) {
    return asServer()
        .body(request)
        .post("/v1/api-keys")
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "TestTenant[" + id + "]";
  }
}
