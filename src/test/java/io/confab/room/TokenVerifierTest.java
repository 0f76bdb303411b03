package io.confab.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.confab.id.ApiKeyId;
import io.confab.id.SigningKeyId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.support.TestSigner;
import io.confab.support.TestTenant;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a forger can try. Everything here is refused before, or instead of, being believed. */
@QuarkusTest
class TokenVerifierTest {
  @Inject TokenVerifier verifier;

  private TestTenant tenant;
  private TestSigner signer;

  @BeforeEach
  void registerAKey() {
    tenant = TestTenant.create();
    signer = TestSigner.registered(tenant, TestSigner.Kind.ES256);
  }

  @ParameterizedTest
  @EnumSource(TestSigner.Kind.class)
  void shouldAcceptTokensOfARegisteredKey(final TestSigner.Kind kind) {
    final TestSigner own = TestSigner.registered(tenant, kind);

    final VerifiedToken token = verifier.verify(own.sign(claims()));

    assertThat(token.tenant()).isEqualTo(tenant.id());
    assertThat(token.identity()).isEqualTo("ada");
    assertThat(token.serviceMinted()).isFalse();
    assertThat(token.keyId()).isEqualTo(own.kid());
  }

  @Test
  void shouldRefuseNoSignatureAtAll() {
    refused(TestSigner.join(header(Map.of("alg", "none")), claims(), ""));
    refused(TestSigner.join(header(Map.of("alg", "None")), claims(), ""));
    refused(TestSigner.join(header(Map.of("alg", "ES256")), claims(), ""));
    final String good = signer.sign(claims());
    refused(good.substring(0, good.lastIndexOf('.') + 1));
    refused(good.substring(0, good.lastIndexOf('.')));
  }

  @Test
  void shouldRefuseAPublicKeyUsedAsASharedSecret() {
    refused(signer.hmacWithPublicKey(header(Map.of("alg", "HS256")), claims()));
    refused(signer.hmacWithPublicKey(header(Map.of("alg", "ES256")), claims()));
  }

  @Test
  void shouldRefuseTheSignatureOfAnotherKindOfKeyUnderThisKid() {
    for (final TestSigner.Kind kind : TestSigner.Kind.values()) {
      refused(TestSigner.unregistered(kind, signer.kid()).sign(claims()));
    }
    refused(TestSigner.onCurve("secp384r1", signer.kid(), claims()));
  }

  @Test
  void shouldRefuseAnAlteredOrTruncatedToken() {
    final String good = signer.sign(claims());
    final String[] parts = good.split("\\.");

    refused(TestSigner.join(parts[0], claims("sub", "eve"), parts[2]));
    refused(good.substring(0, good.length() - 8));
    refused(good + "." + parts[2]);
    refused(good.replace('.', ' '));
  }

  @Test
  void shouldRefuseTheKeyOfAnotherTenant() {
    final TestTenant other = TestTenant.create();
    final TestSigner foreign = TestSigner.registered(other, TestSigner.Kind.ES256);

    refused(foreign.sign(claims()));
    refused(signer.sign(claims("iss", other.id().value())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "x' or '1'='1",
        "sgn_",
        "sgn_0000000000000000000000",
        "svc_00000000000000000000000000000000",
        "key_0000000000000000000000",
        "http://evil.example/key"
      })
  void shouldRefuseAKidThatNamesNoKey(final String kid) {
    refused(TestSigner.unregistered(TestSigner.Kind.ES256, kid).sign(claims()));
  }

  @Test
  void shouldRefuseAKidTooLongOrMissing() {
    refused(TestSigner.unregistered(TestSigner.Kind.ES256, "k".repeat(3000)).sign(claims()));
    refused(TestSigner.join(Map.of("alg", "ES256", "typ", "confab+jwt"), claims(), "AA"));
  }

  @Test
  void shouldNotLookAtKeysThatATokenBrings() {
    final TestSigner eve = TestSigner.unregistered(TestSigner.Kind.ES256, signer.kid());

    refused(eve.sign(Map.of("jwk", eve.publicJwk()), claims()));
    refused(eve.sign(Map.of("jku", "http://127.0.0.1:1/jwks.json"), claims()));
    refused(eve.sign(Map.of("x5u", "http://127.0.0.1:1/chain.pem"), claims()));
    assertThat(
            verifier.verify(signer.sign(Map.of("jku", "http://127.0.0.1:1/"), claims())).identity())
        .isEqualTo("ada");
  }

  @Test
  void shouldRefuseOtherTypesAndUnknownCriticalHeaders() {
    refused(signer.sign(Map.of("typ", "JWT"), claims()));
    refused(signer.sign(Map.of("typ", "at+jwt"), claims()));
    refused(signer.sign(Map.of("crit", List.of("exp")), claims()));
    refused(signer.sign(Map.of("crit", List.of("b64"), "b64", false), claims()));
  }

  @Test
  void shouldRefuseHugeAndStrangeTexts() {
    refused("x".repeat(1_000_000));
    refused(signer.sign(claims("name", "x".repeat(5000))));
    refused("");
    refused("..");
    refused("a.b.c");
    refused("\u0000.\u0000.\u0000");
    refused(TestSigner.encode("[1]") + "." + TestSigner.encode("[1]") + ".AA");
    refused(TestSigner.encode("[".repeat(500)) + "." + TestSigner.encode("{}") + ".AA");
  }

  @Test
  void shouldRefuseAClaimGivenTwice() {
    final String twice =
        TestSigner.json(claims())
            .replaceFirst("\\{", "{\"sub\":\"eve\",")
            .replace("\"jti\"", "\"x\"");

    refused(signer.signText(twice));
  }

  @Test
  void shouldCheckEveryRegisteredClaim() {
    refused(signer.sign(claims("aud", "somebody-else")));
    refused(signer.sign(without("aud")));
    refused(signer.sign(without("iss")));
    refused(signer.sign(without("sub")));
    refused(signer.sign(without("rooms")));
    refused(signer.sign(without("exp")));
    refused(signer.sign(without("iat")));
    refused(signer.sign(claims("sub", "")));
    refused(signer.sign(claims("sub", 7)));
    refused(signer.sign(claims("sub", "a\u202eb")));
    refused(signer.sign(claims("name", "\u2067a")));
    refused(signer.sign(claims("rooms", List.of())));
    refused(signer.sign(claims("rooms", "standup")));
    refused(signer.sign(claims("rooms", List.of("a b"))));
    refused(signer.sign(claims("grants", Map.of("fly", true))));
    refused(signer.sign(claims("grants", Map.of("moderate", "yes"))));
    refused(signer.sign(claims("origins", List.of("shop.example"))));
    refused(signer.sign(claims("attributes", Map.of("n", 1))));
    assertThat(verifier.verify(signer.sign(claims("aud", List.of("other", "confab")))).identity())
        .isEqualTo("ada");
    assertThat(verifier.verify(signer.sign(claims("favourite", "blue"))).identity())
        .isEqualTo("ada");
  }

  @Test
  void shouldHoldTheTimesWithThirtySecondsOfLeeway() {
    final long now = Instant.now().getEpochSecond();

    code(signer.sign(times(now - 700, now - 60)), ErrorCode.TOKEN_EXPIRED);
    assertThat(verifier.verify(signer.sign(times(now - 600, now - 5)))).isNotNull();
    refused(signer.sign(times(now + 120, now + 600)));
    assertThat(verifier.verify(signer.sign(times(now + 5, now + 600)))).isNotNull();
    refused(signer.sign(times(now, now + 86_401)));
    assertThat(verifier.verify(signer.sign(times(now, now + 86_400)))).isNotNull();
    refused(signer.sign(times(now, now - 1)));
    refused(signer.sign(claims("nbf", now + 120)));
    refused(signer.sign(claims("exp", "soon")));
  }

  @Test
  void shouldRefuseTokensOfARevokedKeyAndOfASuspendedTenant() {
    final String token = signer.sign(claims());
    final VerifiedToken verified = verifier.verify(token);
    tenant.asServer().delete("/v1/signing-keys/" + signer.kid()).then().statusCode(204);

    code(token, ErrorCode.REVOKED);
    assertThat(verifier.revocation(verified))
        .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo(ErrorCode.REVOKED));
    tenant
        .asServer()
        .body(Map.of("token", token))
        .post("/v1/tokens/inspect")
        .then()
        .body("findings[0].claim", equalTo("kid"));
  }

  @Test
  void shouldTellAForgerNothingOfAKeyThatHasEnded() {
    final TestSigner eve = TestSigner.unregistered(TestSigner.Kind.ES256, signer.kid());
    tenant.asServer().delete("/v1/signing-keys/" + signer.kid()).then().statusCode(204);

    refused(eve.sign(claims()));
    refused(TestSigner.join(header(Map.of("alg", "ES256")), claims(), ""));
    TestTenant.create()
        .asServer()
        .body(Map.of("token", signer.sign(claims())))
        .post("/v1/tokens/inspect")
        .then()
        .body("findings.find { it.claim == 'kid' }.found", endsWith("which names none"));
  }

  @Test
  void shouldTellAForgerNothingOfASuspendedTenant() {
    final TestSigner eve = TestSigner.unregistered(TestSigner.Kind.ES256, signer.kid());
    TestTenant.as(TestTenant.OPERATOR_KEY)
        .header("If-Match", "*")
        .body(Map.of("suspended", true))
        .patch("/v1/tenants/" + tenant.id())
        .then()
        .statusCode(200);

    code(signer.sign(claims()), ErrorCode.TENANT_SUSPENDED);
    refused(eve.sign(claims()));
  }

  @Test
  void shouldCountAKeyThatIsGoneAsRevoked() {
    final VerifiedToken token = verifier.verify(signer.sign(claims()));

    assertThat(List.of(by(token, SigningKeyId.random(), null), by(token, null, ApiKeyId.random())))
        .allSatisfy(
            orphan ->
                assertThat(verifier.revocation(orphan).map(ApiException::code))
                    .contains(ErrorCode.REVOKED));
  }

  private static VerifiedToken by(
      final VerifiedToken token, final SigningKeyId key, final ApiKeyId minter) {
    return new VerifiedToken(
        token.tenant(),
        token.identity(),
        token.rooms(),
        token.grants(),
        token.name(),
        token.attributes(),
        token.origins(),
        token.issuedAt(),
        token.expiresAt(),
        minter != null,
        key == null ? token.keyId() : key.value(),
        Optional.ofNullable(minter),
        false);
  }

  @Test
  void shouldSignNobodysTokensWithAnApiKeyThatIsNotTheirs() {
    final String ours = tenant.token("ada", "standup");
    final String[] parts = ours.split("\\.");

    refused(TestSigner.join(parts[0], claims("key", "key_0000000000000000000000"), parts[2]));
  }

  private Map<String, Object> claims() {
    final long now = Instant.now().getEpochSecond();
    return new HashMap<>(
        Map.of(
            "iss",
            tenant.id().value(),
            "aud",
            "confab",
            "sub",
            "ada",
            "rooms",
            List.of("standup"),
            "iat",
            now,
            "exp",
            now + 600));
  }

  private Map<String, Object> claims(final String name, final Object value) {
    final Map<String, Object> claims = claims();
    claims.put(name, value);
    return claims;
  }

  private Map<String, Object> without(final String name) {
    final Map<String, Object> claims = claims();
    claims.remove(name);
    return claims;
  }

  private Map<String, Object> times(final long issuedAt, final long expiresAt) {
    final Map<String, Object> claims = claims("iat", issuedAt);
    claims.put("exp", expiresAt);
    return claims;
  }

  private Map<String, Object> header(final Map<String, Object> more) {
    final Map<String, Object> header =
        new HashMap<>(Map.of("typ", "confab+jwt", "kid", signer.kid()));
    header.putAll(more);
    return header;
  }

  private void refused(final String token) {
    code(token, ErrorCode.TOKEN_REFUSED);
  }

  private void code(final String token, final ErrorCode code) {
    assertThatThrownBy(() -> verifier.verify(token))
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
