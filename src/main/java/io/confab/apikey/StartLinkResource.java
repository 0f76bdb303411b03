package io.confab.apikey;

import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The one-time way into the start page. */
@Path("/v1/start-links")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(
    name = "Start links",
    description = "One-time codes that open the start page without the operator key.")
final class StartLinkResource {
  private final Caller caller;
  private final StartLinks links;
  private final OperatorKey operatorKey;
  private final InstantSource clock;

  StartLinkResource(
      final Caller caller,
      final StartLinks links,
      final OperatorKey operatorKey,
      final InstantSource clock) {
    this.caller = caller;
    this.links = links;
    this.operatorKey = operatorKey;
    this.clock = clock;
  }

  @Schema(name = "StartLink", description = "A code, good for one exchange")
  record StartLinkView(String code, Instant expiresAt) {}

  @Schema(description = "A code to exchange")
  record Exchange(@NotBlank @Size(max = 128) String code) {}

  @Schema(description = "A bearer token that opens /v1/tenants, /v1/api-keys and /v1/signing-keys")
  record OperatorToken(String token, Instant expiresAt) {
    /** Never the token. */
    @Override
    public String toString() {
      return "OperatorToken[until " + expiresAt + "]";
    }
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(operationId = "createStartLink", summary = "Make a one-time code for the start page")
  @APIResponseSchema(
      value = StartLinkView.class,
      responseCode = "201",
      responseDescription = "Made; it works once, within 15 minutes")
  public RestResponse<StartLinkView> create() {
    caller.requireOperatorKey();
    final StartLinks.StartLink link = links.issue();
    return RestResponse.status(
        RestResponse.Status.CREATED, new StartLinkView(link.code(), link.expiresAt()));
  }

  @POST
  @Path("exchange")
  @SecurityRequirements
  @Operation(
      operationId = "exchangeStartLink",
      summary = "Use a code up for an operator token of 15 minutes")
  public OperatorToken exchange(@NotNull @Valid final Exchange exchange) {
    if (!links.use(exchange.code())) {
      throw new ApiException(
          ErrorCode.UNAUTHORIZED, "This link was used already or is too old. Make a new one.");
    }
    final Instant expiresAt =
        clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(OperatorKey.TOKEN_TTL);
    return new OperatorToken(operatorKey.mintToken(expiresAt), expiresAt);
  }
}
