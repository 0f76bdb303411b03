package io.confab.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** A customer who signs tokens, by hand, so that a test can get every part of one wrong. */
public final class TestSigner {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Kind kind;
  private final KeyPair pair;
  private final String kid;

  private TestSigner(final Kind kind, final KeyPair pair, final String kid) {
    this.kind = kind;
    this.pair = pair;
    this.kid = kid;
  }

  /** The kinds of key that can be registered. */
  public enum Kind {
    ES256("ES256", "SHA256withECDSAinP1363Format"),
    EDDSA("EdDSA", "Ed25519"),
    RS256("RS256", "SHA256withRSA");

    private final String alg;
    private final String java;

    Kind(final String alg, final String java) {
      this.alg = alg;
      this.java = java;
    }

    private KeyPair generate() throws GeneralSecurityException {
      return switch (this) {
        case ES256 -> ec("secp256r1");
        case EDDSA -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        case RS256 -> {
          final KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
          generator.initialize(2048);
          yield generator.generateKeyPair();
        }
      };
    }
  }

  /** A new key whose public half the tenant registers as PEM. */
  public static TestSigner registered(final TestTenant tenant, final Kind kind) {
    final KeyPair pair = pair(kind);
    final String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    final String kid =
        tenant
            .asServer()
            .body(Map.of("name", kind.alg, "pem", pem))
            .post("/v1/signing-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    return new TestSigner(kind, pair, kid);
  }

  /** A key that nobody registered, under any kid. */
  public static TestSigner unregistered(final Kind kind, final String kid) {
    return new TestSigner(kind, pair(kind), kid);
  }

  /** A token signed on a curve that no registered key can have. */
  public static String onCurve(final String curve, final String kid, final Map<String, ?> claims) {
    try {
      return new TestSigner(Kind.ES256, ec(curve), kid).sign(claims);
    } catch (final GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The kid. */
  public String kid() {
    return kid;
  }

  /** The public half as a JWK. */
  public Map<String, Object> publicJwk() {
    try {
      return PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic())
          .toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    } catch (final JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token with the right header. */
  public String sign(final Map<String, ?> claims) {
    return sign(Map.of(), claims);
  }

  /** A token with header fields added or replaced. */
  public String sign(final Map<String, ?> header, final Map<String, ?> claims) {
    return sign(header, json(claims));
  }

  /** A token over exactly this text. */
  public String signText(final String claims) {
    return sign(Map.of(), claims);
  }

  private String sign(final Map<String, ?> header, final String claims) {
    final Map<String, Object> head =
        new HashMap<>(Map.of("alg", kind.alg, "typ", "confab+jwt", "kid", kid));
    head.putAll(header);
    final String body = encode(json(head)) + "." + encode(claims);
    try {
      final Signature signature = Signature.getInstance(kind.java);
      signature.initSign(pair.getPrivate());
      signature.update(body.getBytes(StandardCharsets.US_ASCII));
      return body + "." + encode(signature.sign());
    } catch (final GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token whose "signature" is an HMAC under the public key's bytes. */
  public String hmacWithPublicKey(final Map<String, ?> header, final Map<String, ?> claims) {
    final String body = encode(json(header)) + "." + encode(json(claims));
    try {
      final Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(pair.getPublic().getEncoded(), "HmacSHA256"));
      return body + "." + encode(mac.doFinal(body.getBytes(StandardCharsets.US_ASCII)));
    } catch (final GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token from its parts. */
  public static String join(
      final Map<String, ?> header, final Map<String, ?> claims, final String signature) {
    return join(encode(json(header)), claims, signature);
  }

  /** As the other, with an encoded header. */
  public static String join(
      final String header, final Map<String, ?> claims, final String signature) {
    return header + "." + encode(json(claims)) + "." + signature;
  }

  /** Base64url of a text. */
  public static String encode(final String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  /** JSON text. */
  public static String json(final Map<String, ?> object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (final JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(final byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static KeyPair pair(final Kind kind) {
    try {
      return kind.generate();
    } catch (final GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair ec(final String curve) throws GeneralSecurityException {
    final KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }
}
