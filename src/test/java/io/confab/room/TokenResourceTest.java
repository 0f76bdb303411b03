package io.confab.room;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.confab.apikey.RoomPattern;
import io.confab.problem.ApiException;
import io.confab.support.TestTenant;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TokenResourceTest {
  @Inject TokenVerifier verifier;
  @Inject TokenIssuer issuer;

  private TestTenant tenant;

  @BeforeEach
  void makeTenant() {
    tenant = TestTenant.create();
  }

  @Test
  void shouldMintWhatItVerifies() {
    final String token =
        tenant.token(
            Map.of(
                "identity",
                "ada",
                "rooms",
                List.of("standup", "desk-*"),
                "name",
                "Ada",
                "attributes",
                Map.of("team", "blue"),
                "grants",
                Map.of("publish", List.of("audio"), "moderate", true),
                "ttlSeconds",
                60));

    final VerifiedToken verified = verifier.verify(token);

    assertThat(verified.tenant()).isEqualTo(tenant.id());
    assertThat(verified.identity()).isEqualTo("ada");
    assertThat(verified.name()).contains("Ada");
    assertThat(verified.attributes()).containsEntry("team", "blue");
    assertThat(verified.rooms())
        .extracting(RoomPattern::value)
        .containsExactly("standup", "desk-*");
    assertThat(verified.grants().publish()).containsExactly("audio");
    assertThat(verified.grants().moderate()).isTrue();
    assertThat(verified.grants().chat()).isTrue();
    assertThat(verified.grants().history()).isFalse();
    assertThat(verified.serviceMinted()).isTrue();
    assertThat(verified.guest()).isFalse();
    assertThat(Duration.between(verified.issuedAt(), verified.expiresAt())).hasSeconds(60);
  }

  @Test
  void shouldPublishTheKeyThatVerifiesIt() throws Exception {
    final String token = tenant.token("ada", "standup");
    final String jwks =
        given().get("/.well-known/jwks.json").then().statusCode(200).extract().asString();
    final JsonWebSignature signature = new JsonWebSignature();
    signature.setCompactSerialization(token);

    final String kid = signature.getKeyIdHeaderValue();
    signature.setKey(new JsonWebKeySet(jwks).findJsonWebKey(kid, null, "sig", "ES256").getKey());

    assertThat(signature.verifySignature()).isTrue();
    assertThat(jwks).doesNotContain("\"d\"");
  }

  @Test
  void shouldRenewItsOwnTokenWithTheSameClaimsAndLife() {
    final VerifiedToken first =
        verifier.verify(
            tenant.token(Map.of("identity", "ada", "rooms", List.of("*"), "ttlSeconds", 60)));

    final VerifiedToken renewed = verifier.verify(issuer.renew(first).token());

    assertThat(renewed.identity()).isEqualTo("ada");
    assertThat(renewed.grants()).isEqualTo(first.grants());
    assertThat(Duration.between(renewed.issuedAt(), renewed.expiresAt())).hasSeconds(60);
  }

  @Test
  void shouldRefuseAndNotRenewTokensOfARevokedKey() {
    final String key = tenant.secretKey("tokens:mint");
    final VerifiedToken verified = verifier.verify(tokenBy(key));
    final String token = tokenBy(key);
    final String id = verified.mintedBy().orElseThrow().value();
    assertThat(verifier.revocation(verified)).isEmpty();

    tenant.asServer().delete("/v1/api-keys/" + id).then().statusCode(204);

    assertThat(verifier.revocation(verified)).isPresent();
    assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> issuer.renew(verified)).isInstanceOf(ApiException.class);
  }

  @Test
  void shouldIgnoreAnIdempotencyKey() {
    final Map<String, Object> body = Map.of("identity", "ada", "rooms", List.of("a"));
    final String first =
        tenant
            .asServer()
            .header("Idempotency-Key", "one")
            .body(body)
            .post("/v1/tokens")
            .path("token");
    final String second =
        tenant
            .asServer()
            .header("Idempotency-Key", "one")
            .body(body)
            .post("/v1/tokens")
            .path("token");

    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void shouldNameTheFieldAtFault() {
    refused(Map.of("rooms", List.of("a")), "identity");
    refused(Map.of("identity", "a\u0000b", "rooms", List.of("a")), "identity");
    refused(Map.of("identity", "ada"), "rooms");
    refused(Map.of("identity", "ada", "rooms", List.of("a b")), "rooms[0]");
    refused(Map.of("identity", "ada", "rooms", List.of("a"), "ttlSeconds", 86_401), "ttlSeconds");
    refused(
        Map.of("identity", "ada", "rooms", List.of("a"), "grants", Map.of("fly", true)),
        "grants.fly");
    refused(
        Map.of(
            "identity", "ada", "rooms", List.of("a"), "attributes", Map.of("k", "x".repeat(4096))),
        "attributes");
  }

  @Test
  void shouldSayThatAGoodTokenIsGood() {
    tenant
        .asServer()
        .body(Map.of("token", tenant.token("ada", "standup")))
        .post("/v1/tokens/inspect")
        .then()
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("findings.size()", equalTo(0))
        .body("claims.sub", equalTo("ada"));
  }

  @Test
  void shouldNameEveryFaultOfATokenAtOnce() {
    final String head = part("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"sgn_x\"}");
    final String body =
        part("{\"iss\":\"me\",\"aud\":\"you\",\"iat\":1,\"exp\":99999999,\"rooms\":3}");

    tenant
        .asServer()
        .body(Map.of("token", head + "." + body + ".AA"))
        .post("/v1/tokens/inspect")
        .then()
        .statusCode(200)
        .body("valid", equalTo(false))
        .body("findings.claim", hasItems("typ", "kid", "iss", "aud", "sub", "rooms", "exp"))
        .body("findings.find { it.claim == 'aud' }.expected", equalTo("\"confab\""))
        .body("findings.find { it.claim == 'aud' }.found", equalTo("\"you\""));
    tenant
        .asServer()
        .body(Map.of("token", "no token at all"))
        .post("/v1/tokens/inspect")
        .then()
        .body("findings.claim", contains("token"));
  }

  @Test
  void shouldReportAForeignKeyAsUnknown() {
    final TestTenant other = TestTenant.create();

    tenant
        .asServer()
        .body(Map.of("token", other.token("ada", "standup")))
        .post("/v1/tokens/inspect")
        .then()
        .body("valid", equalTo(false))
        .body("findings.claim", hasItem("iss"));
  }

  private static String tokenBy(final String key) {
    return TestTenant.as(key)
        .body(Map.of("identity", "ada", "rooms", List.of("standup")))
        .post("/v1/tokens")
        .path("token");
  }

  private static String part(final String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes());
  }

  private void refused(final Map<String, ?> body, final String path) {
    tenant
        .asServer()
        .body(body)
        .post("/v1/tokens")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_request"))
        .body("path", equalTo(path));
  }
}
