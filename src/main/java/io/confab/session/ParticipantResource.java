package io.confab.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.confab.apikey.ApiScope;
import io.confab.apikey.Caller;
import io.confab.cluster.Presence;
import io.confab.cluster.RoomBus;
import io.confab.event.EventLog;
import io.confab.event.EventType;
import io.confab.event.NewEvent;
import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.problem.Page;
import io.confab.problem.PageQuery;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.LeaveReason;
import io.confab.protocol.ParticipantView;
import io.confab.room.Meetings;
import io.confab.room.Rooms;
import io.confab.tenant.Scope;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is in a room now. */
@Path("/v1/rooms/{room}/participants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Participants", description = "Who is in a room now, whatever node holds them.")
final class ParticipantResource {
  private final Caller caller;
  private final Rooms rooms;
  private final Meetings meetings;
  private final EventLog log;
  private final Presence presence;
  private final RoomBus bus;
  private final ParticipantIds participantIds;
  private final ParticipantJson json;

  ParticipantResource(
      final Caller caller,
      final Rooms rooms,
      final Meetings meetings,
      final EventLog log,
      final Presence presence,
      final RoomBus bus,
      final ParticipantIds participantIds,
      final ParticipantJson json) {
    this.caller = caller;
    this.rooms = rooms;
    this.meetings = meetings;
    this.log = log;
    this.presence = presence;
    this.bus = bus;
    this.participantIds = participantIds;
    this.json = json;
  }

  @GET
  @Operation(
      operationId = "listParticipants",
      summary = "List who is in a room now, by participant id")
  public Page<ParticipantView> list(
      @PathParam("room") final String room,
      @QueryParam("limit") final String limit,
      @QueryParam("cursor") final String cursor) {
    final Scope scope = caller.require(ApiScope.PARTICIPANTS_READ);
    final PageQuery query = PageQuery.of(limit, cursor);
    final List<ParticipantView> rest =
        present(scope, rooms.require(scope, room).id()).stream()
            .filter(view -> view.id().value().compareTo(query.after().orElse("")) > 0)
            .limit(query.limit() + 1L)
            .toList();
    return Page.of(rest, query.limit(), view -> view.id().value());
  }

  @GET
  @Path("{identity}")
  @Operation(operationId = "getParticipant", summary = "Read one participant")
  public ParticipantView get(
      @PathParam("room") final String room, @PathParam("identity") final String identity) {
    final Scope scope = caller.require(ApiScope.PARTICIPANTS_READ);
    return require(scope, rooms.require(scope, room).id(), identity);
  }

  @DELETE
  @Path("{identity}")
  @Operation(
      operationId = "removeParticipant",
      summary = "Remove a participant",
      description =
          "The log notes it as participant.removed, and it hears left with the reason removed. It"
              + " may join again; to prevent that, ban it.")
  @APIResponse(responseCode = "204", description = "The removal is under way")
  public void remove(
      @PathParam("room") final String room, @PathParam("identity") final String identity) {
    final Scope scope = caller.require(ApiScope.PARTICIPANTS_WRITE);
    final RoomId id = rooms.require(scope, room).id();
    require(scope, id, identity);
    note(scope, id, identity);
    bus.publish(scope.tenant(), id, new RoomNotice.Evicted(identity, LeaveReason.REMOVED).encode());
  }

  private void note(final Scope scope, final RoomId room, final String identity) {
    final String data = JsonNodeFactory.instance.objectNode().put("identity", identity).toString();
    final NewEvent removal =
        NewEvent.of(
            EventType.PARTICIPANT_REMOVED, meetings.current(scope, room), scope.actor(), data);
    try {
      log.append(scope, room, removal).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ApiException refused ? refused : e;
    }
  }

  private ParticipantView require(final Scope scope, final RoomId room, final String identity) {
    final ParticipantId id = participantIds.of(scope.tenant(), room, identity);
    final Optional<ParticipantView> found =
        present(scope, room).stream().filter(view -> view.id().equals(id)).findFirst();
    return found.orElseThrow(
        () ->
            new ApiException(
                ErrorCode.PARTICIPANT_NOT_FOUND, ErrorCode.PARTICIPANT_NOT_FOUND.text()));
  }

  private List<ParticipantView> present(final Scope scope, final RoomId room) {
    return presence.list(scope.tenant(), room).stream()
        .map(entry -> json.read(entry.view()))
        .sorted(Comparator.comparing(ParticipantView::id))
        .toList();
  }
}
