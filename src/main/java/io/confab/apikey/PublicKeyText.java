package io.confab.apikey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * A public key in its two notations: PEM (SubjectPublicKeyInfo, RFC 7468) and JWK (RFC 7517).
 *
 * @param key the key
 * @param algorithm the one algorithm for which it is good
 */
record PublicKeyText(PublicKey key, SigningAlgorithm algorithm) {
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");
  private static final Set<String> PRIVATE_MEMBERS =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
  private static final ObjectMapper JSON = new ObjectMapper();

  static PublicKeyText ofPem(final String pem) {
    if (pem.contains("PRIVATE KEY")) {
      throw refused("pem", "This is a private key. Keep it to yourself and send the public half.");
    }
    final Matcher form = PEM.matcher(pem);
    if (!form.matches()) {
      throw refused("pem", "pem must hold one -----BEGIN PUBLIC KEY----- block.");
    }
    final byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(form.group(1));
    } catch (final IllegalArgumentException notBase64) {
      throw refused("pem", "The PEM block is not Base64.");
    }
    return Stream.of("EC", "Ed25519", "RSA")
        .map(type -> decode(type, der))
        .flatMap(Optional::stream)
        .findFirst()
        .map(key -> judged("pem", key))
        .orElseThrow(() -> unfit("pem"));
  }

  static PublicKeyText ofJwk(final Map<String, Object> jwk) {
    if (jwk.keySet().stream().anyMatch(PRIVATE_MEMBERS::contains)) {
      throw refused("jwk", "This JWK holds a private or a shared key. Send the public half alone.");
    }
    try {
      return judged("jwk", PublicJsonWebKey.Factory.newPublicJwk(jwk).getPublicKey());
    } catch (final JoseException | IllegalArgumentException | ClassCastException malformed) {
      throw unfit("jwk");
    }
  }

  /** Reads what {@link #jwk()} wrote. */
  static PublicKey stored(final String jwk) {
    try {
      return PublicJsonWebKey.Factory.newPublicJwk(jwk).getPublicKey();
    } catch (final JoseException corrupt) {
      throw new IllegalStateException("A stored signing key cannot be read", corrupt);
    }
  }

  /** The key as JWK text, with nothing but its public members. */
  String jwk() {
    try {
      return PublicJsonWebKey.Factory.newPublicJwk(key)
          .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    } catch (final JoseException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** JWK text as JSON for an answer. */
  static JsonNode json(final String jwk) {
    try {
      return JSON.readTree(jwk);
    } catch (final JsonProcessingException corrupt) {
      throw new IllegalStateException("A stored signing key cannot be read", corrupt);
    }
  }

  private static PublicKeyText judged(final String field, final PublicKey key) {
    return SigningAlgorithm.of(key)
        .map(algorithm -> new PublicKeyText(key, algorithm))
        .orElseThrow(() -> unfit(field));
  }

  private static Optional<PublicKey> decode(final String type, final byte[] der) {
    try {
      return Optional.of(KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(der)));
    } catch (final GeneralSecurityException otherType) {
      return Optional.empty();
    }
  }

  private static ApiException unfit(final String field) {
    return refused(
        field,
        "The key must be EC on P-256 (ES256), Ed25519 (EdDSA), or RSA of 2048 to 8192 bits (RS256).");
  }

  private static ApiException refused(final String field, final String detail) {
    return new ApiException(ErrorCode.INVALID_REQUEST, detail).at(field);
  }
}
