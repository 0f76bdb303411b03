package io.confab.apikey;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.id.SigningKeyId;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A signing key in an answer. */
@Schema(
    name = "SigningKey",
    description = "A customer's public key; its id is the kid of the tokens it signs")
record SigningKeyView(
    @Schema(implementation = String.class, examples = "sgn_7rC2nQ0mX4bYt9LwKzE1aU") SigningKeyId id,
    String name,
    @Schema(
            implementation = String.class,
            enumeration = {"ES256", "EdDSA", "RS256"})
        SigningAlgorithm algorithm,
    @Schema(implementation = Object.class, description = "The key as a JWK") JsonNode jwk,
    @Schema(implementation = Instant.class) Optional<Instant> expiresAt,
    @Schema(implementation = Instant.class) Optional<Instant> revokedAt,
    Instant createdAt) {

  static SigningKeyView of(final SigningKey row) {
    return new SigningKeyView(
        row.id(),
        row.name,
        SigningAlgorithm.of(row.algorithm),
        PublicKeyText.json(row.publicJwk),
        Optional.ofNullable(row.expiresAt),
        Optional.ofNullable(row.revokedAt),
        row.createdAt);
  }
}
