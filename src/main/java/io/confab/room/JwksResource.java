package io.confab.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The public halves of the keys with which this deployment signs tokens. */
@Path("/.well-known/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tokens")
final class JwksResource {
  private static final String CACHE = "public, max-age=300";

  private final ServiceKeys keys;
  private final ObjectMapper json;

  JwksResource(final ServiceKeys keys, final ObjectMapper json) {
    this.keys = keys;
    this.json = json;
  }

  @Schema(description = "A JWK set (RFC 7517)")
  record JwkSet(@Schema(implementation = Object[].class) List<ObjectNode> keys) {}

  @GET
  @SecurityRequirements
  @Operation(
      operationId = "getJwks",
      summary = "Read the public keys that verify this server's tokens")
  public RestResponse<JwkSet> get() {
    return RestResponse.ResponseBuilder.ok(new JwkSet(keys.all().stream().map(this::jwk).toList()))
        .header("Cache-Control", CACHE)
        .build();
  }

  private ObjectNode jwk(final ServiceKey key) {
    try {
      return ((ObjectNode) json.readTree(key.publicJwk()))
          .put("kid", key.id())
          .put("alg", "ES256")
          .put("use", "sig");
    } catch (final JsonProcessingException corrupt) {
      throw new IllegalStateException("A service key cannot be read", corrupt);
    }
  }
}
