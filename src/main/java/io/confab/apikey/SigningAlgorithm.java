package io.confab.apikey;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * How tokens are signed (RFC 7518, RFC 8037). A key has one algorithm, found from the key itself
 * when it is registered; what a token's header says about it is only ever compared.
 */
public enum SigningAlgorithm {
  /** ECDSA on P-256 with SHA-256. */
  ES256("ES256", SignatureAlgorithm.ES256),
  /** EdDSA on Ed25519. */
  EDDSA("EdDSA", SignatureAlgorithm.EDDSA),
  /** RSASSA-PKCS1-v1_5 with SHA-256, 2048 to 8192 bits. */
  RS256("RS256", SignatureAlgorithm.RS256);

  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 8192;

  /** The exponent's length is what a check costs; everybody uses 65537. */
  private static final int MAX_RSA_EXPONENT_BITS = 64;

  private final String text;
  private final SignatureAlgorithm smallRye;

  SigningAlgorithm(final String text, final SignatureAlgorithm smallRye) {
    this.text = text;
    this.smallRye = smallRye;
  }

  /** The name in JSON and in a token's header. */
  @JsonValue
  public String text() {
    return text;
  }

  /** The same algorithm in the words of SmallRye JWT. */
  public SignatureAlgorithm smallRye() {
    return smallRye;
  }

  /** Finds an algorithm by its name; {@link IllegalArgumentException} when there is none. */
  @JsonCreator
  public static SigningAlgorithm of(final String text) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.text.equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("it is ES256, EdDSA or RS256"));
  }

  /** The one algorithm for which a key is good; empty if it is good for none of ours. */
  public static Optional<SigningAlgorithm> of(final PublicKey key) {
    return switch (key) {
      case ECPublicKey ec when isP256(ec) -> Optional.of(ES256);
      case EdECPublicKey ed
          when ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName()) ->
          Optional.of(EDDSA);
      case RSAPublicKey rsa when isFit(rsa) -> Optional.of(RS256);
      default -> Optional.empty();
    };
  }

  private static boolean isP256(final ECPublicKey key) {
    final ECParameterSpec named = P256.PARAMETERS;
    final ECParameterSpec found = key.getParams();
    return found.getCurve().equals(named.getCurve())
        && found.getGenerator().equals(named.getGenerator())
        && found.getOrder().equals(named.getOrder())
        && found.getCofactor() == named.getCofactor()
        && isOnCurve(key.getW(), named.getCurve());
  }

  /** y² = x³ + ax + b (mod p); a point elsewhere is no key, and Java takes it for one. */
  private static boolean isOnCurve(final ECPoint point, final EllipticCurve curve) {
    final BigInteger p = ((ECFieldFp) curve.getField()).getP();
    final BigInteger x = point.getAffineX();
    final BigInteger y = point.getAffineY();
    final BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.pow(2).mod(p).equals(right);
  }

  private static boolean isFit(final RSAPublicKey key) {
    final int bits = key.getModulus().bitLength();
    return bits >= MIN_RSA_BITS
        && bits <= MAX_RSA_BITS
        && key.getPublicExponent().bitLength() <= MAX_RSA_EXPONENT_BITS;
  }

  /** The curve of ES256 as this Java knows it. Keys may bring parameters of their own making. */
  private static final class P256 {
    private static final ECParameterSpec PARAMETERS = parameters();

    private static ECParameterSpec parameters() {
      try {
        final AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
        named.init(new ECGenParameterSpec("secp256r1"));
        return named.getParameterSpec(ECParameterSpec.class);
      } catch (final GeneralSecurityException impossible) {
        throw new IllegalStateException("This Java lacks P-256", impossible);
      }
    }
  }
}
