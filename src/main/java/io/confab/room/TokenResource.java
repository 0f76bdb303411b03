package io.confab.room;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.apikey.ApiScope;
import io.confab.apikey.Caller;
import io.confab.apikey.KnownApiKey;
import io.confab.apikey.PageOrigin;
import io.confab.apikey.RoomPattern;
import io.confab.problem.ApiException;
import io.confab.protocol.Controls;
import io.confab.protocol.ErrorCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Mints tokens for a tenant's servers, and explains tokens that do not work. */
@Path("/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Tokens", description = "What lets one identity connect. Scope: tokens:mint.")
final class TokenResource {
  private final Caller caller;
  private final TokenIssuer issuer;
  private final TokenInspection inspection;

  TokenResource(final Caller caller, final TokenIssuer issuer, final TokenInspection inspection) {
    this.caller = caller;
    this.issuer = issuer;
    this.inspection = inspection;
  }

  @Schema(description = "A token to mint")
  record NewToken(
      @NotBlank
          @Size(max = TokenRules.MAX_NAME_CHARS)
          @Schema(description = "Who connects: your own id of the person", examples = "ada")
          String identity,
      @NotEmpty
          @Size(max = TokenRules.MAX_LIST)
          @Schema(
              implementation = String[].class,
              description = "Room names or patterns",
              examples = "[\"standup\", \"desk-*\"]")
          List<@NotNull RoomPattern> rooms,
      Grants grants,
      @Size(min = 1, max = TokenRules.MAX_NAME_CHARS)
          @Schema(
              description = "The display name; left out: the person chooses one",
              examples = "Ada")
          String name,
      @Size(max = TokenRules.MAX_LIST)
          @Schema(description = "String pairs that others in the room see, 4 KiB in all")
          Map<String, @NotNull String> attributes,
      @Size(max = TokenRules.MAX_LIST)
          @Schema(
              implementation = String[].class,
              description = "Origins of the pages that may use it; left out: all")
          List<@NotNull PageOrigin> origins,
      @Min(10)
          @Max(86_400)
          @Schema(
              description =
                  "How long it lives; on a live connection it is renewed before it ends (600)",
              examples = "600")
          Integer ttlSeconds) {}

  @Schema(name = "Token", description = "A token, ready for the SDK")
  record MintedToken(String token, String identity, Instant expiresAt) {
    /** Never the token. */
    @Override
    public String toString() {
      return "MintedToken[" + identity + "]";
    }
  }

  @Schema(description = "A token to look at")
  record Inspect(@NotBlank @Size(max = 16_384) String token) {
    /** Never the token. */
    @Override
    public String toString() {
      return "Inspect[…]";
    }
  }

  @Schema(
      name = "TokenReport",
      description = "What a token says, and everything that is wrong with it")
  record TokenReport(
      @Schema(description = "Whether a connection with this token would be let in now")
          boolean valid,
      List<Finding> findings,
      @Schema(implementation = Object.class, description = "The claims, if they can be read")
          Optional<JsonNode> claims) {}

  @POST
  @Operation(
      operationId = "createToken",
      summary = "Mint a token",
      description = "Signed with this server's key (ES256). An Idempotency-Key is ignored here.")
  @APIResponseSchema(
      value = MintedToken.class,
      responseCode = "201",
      responseDescription = "Minted")
  public RestResponse<MintedToken> mint(@NotNull @Valid final NewToken wanted) {
    final KnownApiKey key = caller.requireKey(ApiScope.TOKENS_MINT);
    final TokenIssuer.Minted minted = issuer.mint(key, claims(wanted), ttl(wanted));
    return RestResponse.status(
        RestResponse.Status.CREATED,
        new MintedToken(minted.token(), wanted.identity(), minted.expiresAt()));
  }

  @POST
  @Path("inspect")
  @Operation(
      operationId = "inspectToken",
      summary = "Say what is wrong with a token",
      description = "Names each header field and claim at fault, expected against found.")
  public TokenReport inspect(@NotNull @Valid final Inspect request) {
    final KnownApiKey key = caller.requireKey(ApiScope.TOKENS_MINT);
    final TokenInspection.Report report = inspection.of(request.token().strip(), key.tenant());
    return new TokenReport(report.findings().isEmpty(), report.findings(), report.claims());
  }

  private static TokenClaims claims(final NewToken wanted) {
    requirePrintable("identity", wanted.identity());
    if (wanted.name() != null) {
      requirePrintable("name", wanted.name());
    }
    return new TokenClaims(
        wanted.identity(),
        wanted.rooms(),
        Objects.requireNonNullElse(wanted.grants(), Grants.MEMBER),
        Optional.ofNullable(wanted.name()),
        StorableText.attributes(
            "attributes",
            Objects.requireNonNullElse(wanted.attributes(), Map.of()),
            TokenRules.MAX_ATTRIBUTES_BYTES),
        Optional.ofNullable(wanted.origins()).orElse(List.of()).stream()
            .map(PageOrigin::value)
            .toList());
  }

  private static Duration ttl(final NewToken wanted) {
    return wanted.ttlSeconds() == null
        ? TokenRules.DEFAULT_TTL
        : Duration.ofSeconds(wanted.ttlSeconds());
  }

  static void requirePrintable(final String field, final String text) {
    if (text.isBlank() || Controls.in(text)) {
      throw new ApiException(
              ErrorCode.INVALID_REQUEST,
              field + " must hold something to read, and no control characters.")
          .at(field);
    }
  }
}
