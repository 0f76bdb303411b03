package io.confab.session;

import io.confab.apikey.ApiScope;
import io.confab.apikey.Caller;
import io.confab.cluster.RoomBus;
import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.problem.Page;
import io.confab.problem.PageQuery;
import io.confab.protocol.ErrorCode;
import io.confab.room.Ban;
import io.confab.room.Bans;
import io.confab.room.Rooms;
import io.confab.tenant.Scope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who may not come into a room. */
@Path("/v1/rooms/{room}/bans")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Bans", description = "Who may not come into a room, and until when.")
final class BanResource {
  private final Caller caller;
  private final Rooms rooms;
  private final Bans bans;
  private final RoomBus bus;
  private final InstantSource clock;

  BanResource(
      final Caller caller,
      final Rooms rooms,
      final Bans bans,
      final RoomBus bus,
      final InstantSource clock) {
    this.caller = caller;
    this.rooms = rooms;
    this.bans = bans;
    this.bus = bus;
    this.clock = clock;
  }

  @Schema(description = "How long a ban lasts, and why")
  record NewBan(
      @Size(max = 1024) @Schema(description = "For your own records") String reason,
      @Schema(description = "When it ends by itself; left out: never") Instant expiresAt) {}

  @GET
  @Operation(operationId = "listBans", summary = "List a room's bans by identity")
  public Page<Ban> list(
      @PathParam("room") final String room,
      @QueryParam("limit") final String limit,
      @QueryParam("cursor") final String cursor) {
    final Scope scope = caller.require(ApiScope.ROOMS_READ);
    final PageQuery query = PageQuery.of(limit, cursor);
    return Page.of(
        bans.list(scope, rooms.require(scope, room).id(), query.after(), query.limit() + 1),
        query.limit(),
        Ban::identity);
  }

  @GET
  @Path("{identity}")
  @Operation(operationId = "getBan", summary = "Read a ban that holds")
  public Ban get(
      @PathParam("room") final String room, @PathParam("identity") final String identity) {
    final Scope scope = caller.require(ApiScope.ROOMS_READ);
    return bans.find(scope, rooms.require(scope, room).id(), identity)
        .orElseThrow(BanResource::missing);
  }

  @PUT
  @Path("{identity}")
  @Operation(
      operationId = "banParticipant",
      summary = "Ban an identity from a room",
      description =
          "Whoever is in the room under this identity is removed. A ban that holds takes the new"
              + " reason and expiry.")
  public Ban put(
      @PathParam("room") final String room,
      @PathParam("identity") final String identity,
      @Valid final NewBan wanted) {
    final Scope scope = caller.require(ApiScope.PARTICIPANTS_WRITE);
    final NewBan ban = wanted == null ? new NewBan(null, null) : wanted;
    if (ban.expiresAt() != null && !ban.expiresAt().isAfter(clock.instant())) {
      throw new ApiException(ErrorCode.INVALID_REQUEST, "expiresAt must be ahead.").at("expiresAt");
    }
    final RoomId id = rooms.require(scope, room).id();
    final Ban made =
        bans.ban(
            scope,
            id,
            identity,
            Optional.ofNullable(ban.reason()),
            Optional.ofNullable(ban.expiresAt()));
    bus.publish(scope.tenant(), id, RoomNotice.BanChanged.to(made).encode());
    bus.publish(scope.tenant(), id, new RoomNotice.Changed().encode());
    return made;
  }

  @DELETE
  @Path("{identity}")
  @Operation(operationId = "unbanParticipant", summary = "Lift a ban")
  @APIResponse(responseCode = "204", description = "The identity may join again")
  public void delete(
      @PathParam("room") final String room, @PathParam("identity") final String identity) {
    final Scope scope = caller.require(ApiScope.PARTICIPANTS_WRITE);
    final RoomId id = rooms.require(scope, room).id();
    if (!bans.unban(scope, id, identity)) {
      throw missing();
    }
    bus.publish(scope.tenant(), id, RoomNotice.BanChanged.lifted(identity).encode());
    bus.publish(scope.tenant(), id, new RoomNotice.Changed().encode());
  }

  private static ApiException missing() {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no such ban in this room.");
  }
}
