package io.confab.turn;

import io.confab.apikey.ApiScope;
import io.confab.apikey.Caller;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.IceServer;
import io.confab.tenant.Scope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
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
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** TURN credentials for clients that do not use the SDK. */
@Path("/v1/turn/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "TURN", description = "Short-lived credentials for the media relay. Scope: turn:mint.")
final class TurnResource {
  private static final int MIN_TTL_SECONDS = 30;

  private final Caller caller;
  private final TurnCredentialIssuer issuer;
  private final TurnNames names;

  TurnResource(final Caller caller, final TurnCredentialIssuer issuer, final TurnNames names) {
    this.caller = caller;
    this.issuer = issuer;
    this.names = names;
  }

  @Schema(
      name = "TurnRequest",
      description = "For whom and for how long; every field may be left out")
  record Wanted(
      @Size(min = 1, max = 128)
          @Schema(
              description =
                  "Who will use them: the relay's quotas count by it. Left out: nobody in"
                      + " particular")
          String identity,
      @Min(MIN_TTL_SECONDS)
          @Schema(description = "How long they let their bearer allocate; 600 unless configured")
          Integer ttlSeconds) {}

  @Schema(name = "TurnCredentials", description = "Servers, ready for RTCPeerConnection")
  record View(
      @Schema(description = "Whether this server has a relay at all; if not, there is STUN at most")
          boolean turn,
      List<IceServer> iceServers,
      @Schema(implementation = Instant.class, description = "Absent without a relay")
          Optional<Instant> expiresAt) {}

  @POST
  @Operation(
      operationId = "createTurnCredentials",
      summary = "Mint TURN credentials",
      description = "Nothing is stored, so an Idempotency-Key has no effect.")
  public View mint(@NotNull @Valid final Wanted wanted) {
    final Scope scope = caller.require(ApiScope.TURN_MINT);
    final String user =
        wanted.identity() == null
            ? "any_" + UUID.randomUUID()
            : names.of(scope.tenant(), wanted.identity());
    final IceServers issued =
        wanted.ttlSeconds() == null
            ? issuer.issue(scope.tenant(), user)
            : issuer.issue(scope.tenant(), user, ttl(wanted.ttlSeconds()));
    return new View(issuer.hasRelay(), issued.servers(), issued.expiresAt());
  }

  private Duration ttl(final int seconds) {
    final long most = issuer.maxTtl().toSeconds();
    if (seconds > most) {
      throw new ApiException(
              ErrorCode.INVALID_REQUEST,
              "ttlSeconds must be %d to %d.".formatted(MIN_TTL_SECONDS, most))
          .at("ttlSeconds");
    }
    return Duration.ofSeconds(seconds);
  }
}
