package io.confab.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.apikey.ApiScope;
import io.confab.apikey.Caller;
import io.confab.apikey.Idempotent;
import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.problem.NewestFirst;
import io.confab.problem.Page;
import io.confab.problem.PageQuery;
import io.confab.problem.Versioned;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.RawJson;
import io.confab.tenant.Scope;
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
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The rooms of a tenant. */
@Path("/v1/rooms")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(
    name = "Rooms",
    description = "Named, durable places to meet. Scopes: rooms:read, rooms:write.")
final class RoomResource {
  static final String ROOM = "The room's name, or its id";
  private static final String METADATA = "Your own JSON object, at most 4 KiB; members see it";
  private static final int MAX_METADATA_BYTES = 4096;

  private final Caller caller;
  private final Rooms rooms;

  RoomResource(final Caller caller, final Rooms rooms) {
    this.caller = caller;
    this.rooms = rooms;
  }

  /** What to do about a room that has the name already. */
  @Schema(description = "What happens if the name is taken: a conflict (fail), or that room")
  enum IfExists {
    @JsonProperty("fail")
    FAIL,
    @JsonProperty("return")
    RETURN
  }

  @Schema(name = "NewRoom", description = "A room to make; every field may be left out")
  record Wanted(
      @Schema(
              implementation = String.class,
              pattern = "[A-Za-z0-9_-]{1,64}",
              description = "Unique in the tenant, not beginning with rm_; left out, one is made")
          RoomName name,
      IfExists ifExists,
      RoomOptions settings,
      @Schema(type = SchemaType.OBJECT, implementation = Object.class, description = METADATA)
          ObjectNode metadata) {}

  @Schema(
      name = "RoomPatch",
      description = "A merge patch (RFC 7396): what is left out stays, null returns to the default")
  record Patch(
      @Schema(implementation = RoomOptions.class) ObjectNode settings,
      @Schema(type = SchemaType.OBJECT, implementation = Object.class, description = METADATA)
          ObjectNode metadata) {}

  @Schema(name = "Room", description = "A room")
  record View(
      @Schema(implementation = String.class, examples = "rm_3cl00l2TYxyDcNdT4T80Yn") RoomId id,
      @Schema(implementation = String.class, examples = "standup") RoomName name,
      RoomSettings settings,
      @Schema(type = SchemaType.OBJECT, implementation = Object.class, description = METADATA)
          RawJson metadata,
      Instant createdAt,
      Instant updatedAt) {

    static View of(final Room room) {
      return new View(
          room.id(),
          room.name(),
          room.settings(),
          room.metadata(),
          room.createdAt(),
          room.updatedAt());
    }
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createRoom",
      summary = "Make a room, or get one",
      description =
          "With ifExists \"return\", a room that has the name is returned as it is: get-or-create.")
  @APIResponseSchema(
      value = View.class,
      responseCode = "201",
      responseDescription = "Made; Location is its address")
  @APIResponse(
      responseCode = "200",
      description = "It existed, and ifExists is \"return\"",
      content = @Content(schema = @Schema(implementation = View.class)))
  @APIResponse(responseCode = "409", description = "It exists")
  public RestResponse<View> create(@NotNull final Wanted wanted) {
    final Scope scope = caller.require(ApiScope.ROOMS_WRITE);
    final NewRoom room =
        new NewRoom(
            Optional.ofNullable(wanted.name()).orElseGet(RoomName::random),
            Optional.ofNullable(wanted.settings()).orElse(RoomOptions.NONE).check("settings"),
            wanted.metadata() == null ? "{}" : metadata(wanted.metadata()).toString());
    final Rooms.Found found = rooms.findOrCreate(scope, room);
    if (!found.created() && wanted.ifExists() != IfExists.RETURN) {
      throw new ApiException(
              ErrorCode.CONFLICT,
              "A room named %s exists. Send \"ifExists\": \"return\" to get it."
                  .formatted(room.name()))
          .at("name");
    }
    final RestResponse.Status status =
        found.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK;
    return versioned(found.room()).answer(status, "/v1/rooms/" + found.room().name());
  }

  @GET
  @Operation(operationId = "listRooms", summary = "List rooms, the newest first")
  public Page<View> list(
      @QueryParam("limit") final String limit, @QueryParam("cursor") final String cursor) {
    final Scope scope = caller.require(ApiScope.ROOMS_READ);
    final PageQuery query = PageQuery.of(limit, cursor);
    return Page.of(
            rooms.list(scope, NewestFirst.after(query.after()), query.limit() + 1),
            query.limit(),
            room -> NewestFirst.sortKey(room.createdAt(), room.id().value()))
        .map(View::of);
  }

  @GET
  @Path("{room}")
  @Operation(operationId = "getRoom", summary = "Read a room")
  public RestResponse<View> get(
      @Parameter(description = ROOM) @PathParam("room") final String nameOrId) {
    final Scope scope = caller.require(ApiScope.ROOMS_READ);
    return versioned(rooms.require(scope, nameOrId)).answer();
  }

  @PATCH
  @Path("{room}")
  @Operation(
      operationId = "updateRoom",
      summary = "Change a room",
      description = "Those in the room hear of it at once, as room.updated.")
  public RestResponse<View> change(
      @Parameter(description = ROOM) @PathParam("room") final String nameOrId,
      @Parameter(
              description =
                  "The ETag that you read; the change is refused if the room changed since")
          @HeaderParam(HttpHeaders.IF_MATCH)
          final String ifMatch,
      @NotNull final Patch patch) {
    final Scope scope = caller.require(ApiScope.ROOMS_WRITE);
    final Room room =
        rooms.change(
            scope,
            nameOrId,
            ifMatch,
            options -> patch.settings() == null ? options : merged(options, patch.settings()),
            old ->
                patch.metadata() == null ? old : metadata(RoomJson.merge(old, patch.metadata())));
    return versioned(room).answer();
  }

  @DELETE
  @Path("{room}")
  @Operation(
      operationId = "deleteRoom",
      summary = "Delete a room",
      description =
          "With its events, messages, meetings and bans. Those in it leave, and no cursor of it"
              + " is good for a room of the same name.")
  @APIResponse(responseCode = "204", description = "Deleted")
  public void delete(
      @Parameter(description = ROOM) @PathParam("room") final String nameOrId,
      @HeaderParam(HttpHeaders.IF_MATCH) final String ifMatch) {
    final Scope scope = caller.require(ApiScope.ROOMS_WRITE);
    rooms.delete(scope, nameOrId, ifMatch);
  }

  private static ObjectNode merged(final ObjectNode options, final ObjectNode patch) {
    final ObjectNode merged = RoomJson.merge(options, patch);
    RoomJson.options("settings", merged);
    return merged;
  }

  private static ObjectNode metadata(final ObjectNode given) {
    StorableText.json("metadata", given, MAX_METADATA_BYTES);
    return given;
  }

  private static Versioned<View> versioned(final Room room) {
    return new Versioned<>(View.of(room), room.version());
  }
}
