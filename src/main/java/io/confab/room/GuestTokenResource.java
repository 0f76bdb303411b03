package io.confab.room;

import io.confab.apikey.ApiKeyText;
import io.confab.apikey.ApiKeys;
import io.confab.apikey.GuestQuota;
import io.confab.apikey.KeyKind;
import io.confab.apikey.KnownApiKey;
import io.confab.apikey.PageOrigin;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Lets visitors of a page in, without a server of the page's owner. */
@Path("/v1/guest-tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(
    name = "Guest tokens",
    description = "Tokens for visitors of a page, got with its publishable key.")
final class GuestTokenResource {
  private final ApiKeys keys;
  private final GuestQuota quota;
  private final GuestIdentity identities;
  private final TokenIssuer issuer;
  private final InstantSource clock;

  GuestTokenResource(
      final ApiKeys keys,
      final GuestQuota quota,
      final GuestIdentity identities,
      final TokenIssuer issuer,
      final InstantSource clock) {
    this.keys = keys;
    this.quota = quota;
    this.identities = identities;
    this.issuer = issuer;
    this.clock = clock;
  }

  @Schema(description = "Which room a visitor wants to enter")
  record GuestRequest(
      @NotBlank @Size(max = 128) @Schema(examples = "cfb_pk_7rC2nQ0mX4bYt9LwKzE1aU0a1B2c")
          String publishableKey,
      @NotNull
          @Schema(
              implementation = String.class,
              description = "A name that a rule of the key matches; made at the first join",
              examples = "desk-1")
          RoomName room,
      @Size(min = 1, max = TokenRules.MAX_NAME_CHARS)
          @Schema(description = "The display name; left out: chosen when joining")
          String name,
      @Size(max = 16_384)
          @Schema(
              description =
                  "The visitor's earlier token of this key: while it is good, and for an hour after, the identity stays")
          String previousToken) {
    /** Never the token. */
    @Override
    public String toString() {
      return "GuestRequest[" + room + "]";
    }
  }

  @Schema(name = "GuestToken", description = "A token for a visitor, ready for the SDK")
  record GuestToken(
      String token,
      @Schema(description = "Made here; a visitor cannot choose it", examples = "guest_4kPz0c…")
          String identity,
      @Schema(implementation = String.class) RoomName room,
      Instant expiresAt) {
    /** Never the token. */
    @Override
    public String toString() {
      return "GuestToken[" + identity + "]";
    }
  }

  @POST
  @SecurityRequirements
  @Operation(
      operationId = "createGuestToken",
      summary = "Let a visitor in",
      description =
          "Asked by the page itself: the browser's Origin must be one of the key's. A refusal names the origin seen.")
  @APIResponseSchema(value = GuestToken.class, responseCode = "201", responseDescription = "Minted")
  public RestResponse<GuestToken> mint(
      @Parameter(hidden = true) @HeaderParam("Origin") final String origin,
      @Context final HttpServerRequest http,
      @NotNull @Valid final GuestRequest wanted) {
    final KnownApiKey key = key(wanted.publishableKey().strip());
    final PageOrigin page = requireOrigin(key, origin);
    requireRule(key, wanted.room());
    quota.take(key, http.remoteAddress() == null ? "" : http.remoteAddress().hostAddress());
    if (wanted.name() != null) {
      TokenResource.requirePrintable("name", wanted.name());
    }
    final String identity = identities.of(key, Optional.ofNullable(wanted.previousToken()));
    final TokenIssuer.Minted minted =
        issuer.mint(
            key,
            TokenClaims.forGuest(identity, wanted.room(), Optional.ofNullable(wanted.name()), page),
            TokenRules.DEFAULT_TTL);
    return RestResponse.status(
        RestResponse.Status.CREATED,
        new GuestToken(minted.token(), identity, wanted.room(), minted.expiresAt()));
  }

  private KnownApiKey key(final String text) {
    final KnownApiKey key =
        ApiKeyText.parse(text)
            .filter(parsed -> parsed.kind() == KeyKind.PUBLISHABLE)
            .map(ApiKeyText::id)
            .flatMap(keys::find)
            .orElseThrow(
                () ->
                    new ApiException(
                            ErrorCode.UNAUTHORIZED,
                            "There is no such publishable key: copy it whole, from cfb_pk_ to its end.")
                        .at("publishableKey"));
    key.requireLive(clock.instant());
    return key;
  }

  private static PageOrigin requireOrigin(final KnownApiKey key, final String header) {
    final Optional<PageOrigin> page = PageOrigin.ofHeader(header);
    if (page.filter(origin -> origin.isAllowed(key.origins(), key.development())).isEmpty()) {
      throw new ApiException(
          ErrorCode.ORIGIN_REFUSED,
          page.map(origin -> notListed(key, origin)).orElseGet(() -> noOrigin(header)));
    }
    return page.get();
  }

  private static String notListed(final KnownApiKey key, final PageOrigin origin) {
    return "Pages of %s may not use the key %s. Add that origin to the key's origins: PATCH /v1/api-keys/%s."
        .formatted(origin, key.id(), key.id());
  }

  private static String noOrigin(final String header) {
    return header == null
        ? "The request has no Origin header: guest tokens are for pages in a browser."
        : "This page has no origin of its own (a file or a sandboxed frame): serve it over HTTP or HTTPS.";
  }

  private static void requireRule(final KnownApiKey key, final RoomName room) {
    if (key.ruleFor(room.value()).isEmpty()) {
      throw new ApiException(
              ErrorCode.FORBIDDEN,
              "No rule of the key %s opens the room %s. Add one: PATCH /v1/api-keys/%s with rooms."
                  .formatted(key.id(), room, key.id()))
          .at("room");
    }
  }
}
