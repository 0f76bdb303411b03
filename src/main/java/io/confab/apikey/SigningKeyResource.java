package io.confab.apikey;

import io.confab.id.SigningKeyId;
import io.confab.problem.ApiException;
import io.confab.problem.Page;
import io.confab.problem.PageQuery;
import io.confab.protocol.ErrorCode;
import io.confab.tenant.Scope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The public keys with which a tenant signs its own tokens. */
@Path("/v1/signing-keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(
    name = "Signing keys",
    description = "Public keys whose private halves sign your own tokens. Scope: keys:manage.")
final class SigningKeyResource {
  private final Caller caller;
  private final SigningKeys keys;
  private final InstantSource clock;

  SigningKeyResource(final Caller caller, final SigningKeys keys, final InstantSource clock) {
    this.caller = caller;
    this.keys = keys;
    this.clock = clock;
  }

  @Schema(description = "A public key to register: exactly one of pem and jwk")
  record NewSigningKey(
      @Size(min = 1, max = 128) @Schema(description = "What people call it") String name,
      @Size(max = 8192) @Schema(description = "A -----BEGIN PUBLIC KEY----- block") String pem,
      @Size(max = 32) @Schema(description = "A public JWK (RFC 7517)") Map<String, Object> jwk,
      @Size(max = 2048) @Schema(description = "Not supported yet") String jwksUrl,
      @Schema(description = "When tokens signed with it stop working; left out: never")
          Instant expiresAt) {}

  @POST
  @Idempotent
  @Operation(
      operationId = "createSigningKey",
      summary = "Register a public key",
      description =
          "The key itself decides the algorithm: P-256 is ES256, Ed25519 is EdDSA, RSA is RS256.")
  @APIResponseSchema(
      value = SigningKeyView.class,
      responseCode = "201",
      responseDescription = "Registered; its id is the kid that your tokens name")
  public RestResponse<SigningKeyView> create(@NotNull @Valid final NewSigningKey wanted) {
    final Scope scope = caller.require(ApiScope.KEYS_MANAGE);
    if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(clock.instant())) {
      throw new ApiException(ErrorCode.INVALID_REQUEST, "expiresAt must be ahead.").at("expiresAt");
    }
    final SigningKeyView key =
        keys.create(
            scope,
            Objects.requireNonNullElse(wanted.name(), "signing key"),
            read(wanted),
            wanted.expiresAt());
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, key)
        .header(HttpHeaders.LOCATION, "/v1/signing-keys/" + key.id())
        .build();
  }

  @GET
  @Operation(
      operationId = "listSigningKeys",
      summary = "List signing keys, the newest first, ended ones included")
  public Page<SigningKeyView> list(
      @QueryParam("limit") final String limit, @QueryParam("cursor") final String cursor) {
    final Scope scope = caller.require(ApiScope.KEYS_MANAGE);
    return keys.list(scope, PageQuery.of(limit, cursor));
  }

  @GET
  @Path("{key}")
  @Operation(operationId = "getSigningKey", summary = "Read a signing key")
  public SigningKeyView get(@PathParam("key") final SigningKeyId id) {
    final Scope scope = caller.require(ApiScope.KEYS_MANAGE);
    return keys.get(scope, id).orElseThrow(() -> missing(id));
  }

  @DELETE
  @Path("{key}")
  @Operation(
      operationId = "revokeSigningKey",
      summary = "Revoke a signing key",
      description =
          "Within five seconds its tokens are refused everywhere, and their sockets are closed.")
  @APIResponse(responseCode = "204", description = "Revoked, or it was so already")
  public void revoke(@PathParam("key") final SigningKeyId id) {
    final Scope scope = caller.require(ApiScope.KEYS_MANAGE);
    if (!keys.revoke(scope, id)) {
      throw missing(id);
    }
  }

  private static PublicKeyText read(final NewSigningKey wanted) {
    if (wanted.jwksUrl() != null) {
      throw new ApiException(
              ErrorCode.NOT_SUPPORTED, "This version takes keys as pem or jwk, not by address.")
          .at("jwksUrl");
    }
    if (Stream.of(wanted.pem(), wanted.jwk()).filter(Objects::nonNull).count() != 1) {
      throw new ApiException(ErrorCode.INVALID_REQUEST, "Give exactly one of pem and jwk.")
          .at("pem");
    }
    return wanted.pem() != null
        ? PublicKeyText.ofPem(wanted.pem())
        : PublicKeyText.ofJwk(wanted.jwk());
  }

  private static ApiException missing(final SigningKeyId id) {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no signing key %s.".formatted(id));
  }
}
