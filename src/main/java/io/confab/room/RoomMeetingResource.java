package io.confab.room;

import io.confab.apikey.ApiScope;
import io.confab.apikey.Caller;
import io.confab.id.RoomId;
import io.confab.problem.NewestFirst;
import io.confab.problem.Page;
import io.confab.problem.PageQuery;
import io.confab.tenant.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The meetings that were, and are, held in a room. */
@Path("/v1/rooms/{room}/meetings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Meetings")
final class RoomMeetingResource {
  private final Caller caller;
  private final Rooms rooms;
  private final Meetings meetings;

  RoomMeetingResource(final Caller caller, final Rooms rooms, final Meetings meetings) {
    this.caller = caller;
    this.rooms = rooms;
    this.meetings = meetings;
  }

  @GET
  @Operation(
      operationId = "listMeetings",
      summary = "List the meetings of a room, the newest first")
  public Page<MeetingResource.View> list(
      @Parameter(description = RoomResource.ROOM) @PathParam("room") final String nameOrId,
      @QueryParam("limit") final String limit,
      @QueryParam("cursor") final String cursor) {
    final Scope scope = caller.require(ApiScope.ROOMS_READ);
    final PageQuery query = PageQuery.of(limit, cursor);
    final RoomId room = rooms.require(scope, nameOrId).id();
    return Page.of(
            meetings.list(scope, room, NewestFirst.after(query.after()), query.limit() + 1),
            query.limit(),
            meeting -> NewestFirst.sortKey(meeting.startedAt(), meeting.id().value()))
        .map(MeetingResource.View::of);
  }
}
