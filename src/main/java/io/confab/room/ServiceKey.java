package io.confab.room;

import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * A key pair with which this deployment signs tokens (ES256).
 *
 * @param id the {@code kid}, {@code svc_…}
 * @param publicKey published as JWKS
 * @param publicJwk the same as JWK text
 * @param privateKey sealed under the master key wherever it is stored
 * @param retired whether it still verifies but signs no more
 */
record ServiceKey(
    String id, PublicKey publicKey, String publicJwk, PrivateKey privateKey, boolean retired) {
  /** How every such id begins. */
  static final String PREFIX = "svc_";

  /** Never the private half. */
  @Override
  public String toString() {
    return "ServiceKey[" + id + "]";
  }
}
