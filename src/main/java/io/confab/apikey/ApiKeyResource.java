package io.confab.apikey;

import io.confab.id.ApiKeyId;
import io.confab.problem.ApiException;
import io.confab.problem.Page;
import io.confab.problem.PageQuery;
import io.confab.problem.Versioned;
import io.confab.protocol.ErrorCode;
import io.confab.tenant.Scope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The API keys of a tenant. */
@Path("/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(
    name = "API keys",
    description = "Secret keys for servers, publishable keys for pages. Scope: keys:manage.")
final class ApiKeyResource {
  private final Caller caller;
  private final ApiKeys keys;

  ApiKeyResource(final Caller caller, final ApiKeys keys) {
    this.caller = caller;
    this.keys = keys;
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createApiKey",
      summary = "Make an API key",
      description = "Of a secret key, this answer is the only one that ever shows it.")
  @APIResponseSchema(
      value = ApiKeyView.class,
      responseCode = "201",
      responseDescription = "Made; Location is its address")
  public RestResponse<ApiKeyView> create(@NotNull @Valid final NewApiKey wanted) {
    final Scope scope = caller.require(ApiScope.KEYS_MANAGE);
    final ApiKeyView key = keys.create(scope, wanted, caller.grantable());
    return new Versioned<>(key, 0).madeAt("/v1/api-keys/" + key.id());
  }

  @GET
  @Operation(
      operationId = "listApiKeys",
      summary = "List API keys, the newest first, ended ones included")
  public Page<ApiKeyView> list(
      @QueryParam("limit") final String limit, @QueryParam("cursor") final String cursor) {
    final Scope scope = caller.require(ApiScope.KEYS_MANAGE);
    return keys.list(scope, PageQuery.of(limit, cursor));
  }

  @GET
  @Path("{key}")
  @Operation(operationId = "getApiKey", summary = "Read an API key")
  public RestResponse<ApiKeyView> get(@PathParam("key") final ApiKeyId id) {
    final Scope scope = caller.require(ApiScope.KEYS_MANAGE);
    return keys.get(scope, id).orElseThrow(() -> missing(id)).answer();
  }

  @PATCH
  @Path("{key}")
  @Operation(
      operationId = "updateApiKey",
      summary = "Change an API key",
      description = "A change holds everywhere within five seconds.")
  public RestResponse<ApiKeyView> change(
      @PathParam("key") final ApiKeyId id,
      @Parameter(
              description =
                  "The ETag that you read; the change is refused if the key changed since")
          @HeaderParam(HttpHeaders.IF_MATCH)
          final String ifMatch,
      @NotNull @Valid final ApiKeyPatch patch) {
    final Scope scope = caller.require(ApiScope.KEYS_MANAGE);
    return keys.change(scope, id, patch, caller.grantable(), ifMatch)
        .orElseThrow(() -> missing(id))
        .answer();
  }

  @DELETE
  @Path("{key}")
  @Operation(
      operationId = "revokeApiKey",
      summary = "Revoke an API key",
      description =
          "Within five seconds no server accepts it, nor any token minted with it, and their sockets are closed.")
  @APIResponse(responseCode = "204", description = "Revoked, or it was so already")
  public void revoke(@PathParam("key") final ApiKeyId id) {
    final Scope scope = caller.require(ApiScope.KEYS_MANAGE);
    if (!keys.revoke(scope, id)) {
      throw missing(id);
    }
  }

  private static ApiException missing(final ApiKeyId id) {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no API key %s.".formatted(id));
  }
}
