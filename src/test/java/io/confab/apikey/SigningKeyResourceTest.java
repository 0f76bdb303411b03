package io.confab.apikey;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.confab.support.TestSigner;
import io.confab.support.TestTenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class SigningKeyResourceTest {
  private TestTenant tenant;

  @BeforeEach
  void makeTenant() {
    tenant = TestTenant.create();
  }

  @ParameterizedTest
  @EnumSource(TestSigner.Kind.class)
  void shouldTakeAJwkAndFindItsAlgorithm(final TestSigner.Kind kind) {
    final Map<String, Object> jwk = TestSigner.unregistered(kind, "none").publicJwk();

    final String location =
        register(Map.of("jwk", jwk))
            .statusCode(201)
            .header("Location", startsWith("/v1/signing-keys/sgn_"))
            .body("jwk.kty", equalTo(jwk.get("kty")))
            .extract()
            .header("Location");

    tenant.asServer().get(location).then().statusCode(200).body("revokedAt", nullValue());
  }

  @Test
  void shouldBindTheAlgorithmToTheKeyAndNotToWhatIsSaid() {
    final Map<String, Object> jwk =
        new HashMap<>(TestSigner.unregistered(TestSigner.Kind.ES256, "none").publicJwk());
    jwk.put("alg", "HS256");

    register(Map.of("jwk", jwk)).statusCode(201).body("algorithm", equalTo("ES256"));
  }

  @Test
  void shouldRefusePrivateAndSharedKeys() {
    final Map<String, Object> jwk =
        new HashMap<>(TestSigner.unregistered(TestSigner.Kind.ES256, "none").publicJwk());
    jwk.put("d", "AAAA");

    refused(Map.of("jwk", jwk), "jwk", "private");
    refused(Map.of("jwk", Map.of("kty", "oct", "k", "AAAA")), "jwk", "shared");
    refused(
        Map.of("pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"),
        "pem",
        "private");
  }

  /** Each check of a signature would take a processor for as long as the key's owner likes. */
  @Test
  void aKeyWithAHugeExponentIsRefused() throws GeneralSecurityException {
    final RSAKeyGenParameterSpec huge =
        new RSAKeyGenParameterSpec(
            2048, BigInteger.ONE.shiftLeft(256).add(BigInteger.valueOf(297)));
    final KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(huge);

    refused(Map.of("pem", pem(generator.generateKeyPair())), "pem", "RSA");
  }

  @ParameterizedTest
  @CsvSource({"RSA,1024", "EC,384", "X25519,255", "Ed448,448"})
  void shouldRefuseKeysOfNoAcceptedAlgorithm(final String type, final int bits) throws Exception {
    refused(Map.of("pem", pem(pair(type, bits))), "pem", "P-256");
  }

  @Test
  void shouldNameWhatIsMissingOrNotSupported() {
    refused(Map.of(), "pem", "exactly one");
    refused(Map.of("pem", "no pem"), "pem", "BEGIN PUBLIC KEY");
    refused(
        Map.of("jwk", Map.of("kty", "EC", "crv", "P-256", "x", "AA", "y", "AA")), "jwk", "P-256");
    register(Map.of("jwksUrl", "https://shop.example/jwks.json"))
        .statusCode(501)
        .body("code", equalTo("not_supported"))
        .body("path", equalTo("jwksUrl"));
  }

  @Test
  void shouldKeepARevokedKeyListed() {
    final TestSigner signer = TestSigner.registered(tenant, TestSigner.Kind.EDDSA);

    tenant.asServer().delete("/v1/signing-keys/" + signer.kid()).then().statusCode(204);

    tenant
        .asServer()
        .get("/v1/signing-keys")
        .then()
        .statusCode(200)
        .body("data.find { it.id == '%s' }.revokedAt".formatted(signer.kid()), notNullValue());
  }

  @Test
  void shouldAnswerAForeignKeyExactlyAsAMissingOne() {
    final TestSigner foreign = TestSigner.registered(TestTenant.create(), TestSigner.Kind.EDDSA);

    for (final String id : new String[] {foreign.kid(), "sgn_0000000000000000000000"}) {
      final String path = "/v1/signing-keys/" + id;
      tenant
          .asServer()
          .get(path)
          .then()
          .statusCode(404)
          .body("detail", equalTo("There is no signing key %s.".formatted(id)));
      tenant.asServer().delete(path).then().statusCode(404);
    }
  }

  private ValidatableResponse register(final Map<String, ?> body) {
    return tenant.asServer().body(body).post("/v1/signing-keys").then();
  }

  private void refused(final Map<String, ?> body, final String path, final String sentence) {
    register(body)
        .statusCode(400)
        .body("code", equalTo("invalid_request"))
        .body("path", equalTo(path))
        .body("detail", containsString(sentence));
  }

  private static KeyPair pair(final String type, final int bits) throws GeneralSecurityException {
    final KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
    if (type.equals("RSA") || type.equals("EC")) {
      generator.initialize(bits);
    }
    return generator.generateKeyPair();
  }

  private static String pem(final KeyPair pair) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----";
  }
}
