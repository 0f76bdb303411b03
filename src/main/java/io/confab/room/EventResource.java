package io.confab.room;

import io.confab.apikey.ApiScope;
import io.confab.apikey.Caller;
import io.confab.event.Cursor;
import io.confab.event.EventLog;
import io.confab.event.LogHead;
import io.confab.event.RoomEvent;
import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.problem.PageQuery;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.EventView;
import io.confab.tenant.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The log of a room, for servers that follow it by polling. */
@Path("/v1/rooms/{room}/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Events",
    description =
        "Everything durable that happens in a room, in one gap-free order, the same as over"
            + " WebSocket. Scope: events:read.")
final class EventResource {
  private final Caller caller;
  private final Rooms rooms;
  private final EventLog log;

  EventResource(final Caller caller, final Rooms rooms, final EventLog log) {
    this.caller = caller;
    this.rooms = rooms;
    this.log = log;
  }

  @Schema(name = "EventPage", description = "Entries of a log, the oldest first")
  record EventPage(
      List<EventView> data,
      @Schema(description = "Where these end: ask again after it, now or later") String nextCursor,
      @Schema(description = "Whether more entries follow already") boolean hasMore,
      @Schema(
              description =
                  "false if the log does not reach back to the cursor: entries are missing, and"
                      + " data begins with the oldest that is kept")
          boolean recovered) {}

  @GET
  @Operation(
      operationId = "listEvents",
      summary = "Read a room's events",
      description =
          "Without after: from the oldest that is kept. Follow the log by asking again with"
              + " nextCursor; the page is empty while nothing has happened.")
  public EventPage list(
      @Parameter(description = RoomResource.ROOM) @PathParam("room") final String nameOrId,
      @Parameter(description = "A cursor from nextCursor or from a WebSocket") @QueryParam("after")
          final String after,
      @QueryParam("limit") final String limit) {
    final Scope scope = caller.require(ApiScope.EVENTS_READ);
    final int size = PageQuery.of(limit, null).limit();
    final RoomId room = rooms.require(scope, nameOrId).id();
    final Optional<Cursor> cursor = Optional.ofNullable(after).map(text -> cursor(room, text));
    final LogHead head = log.head(scope, room).orElseThrow(EventResource::deleted);
    final boolean recovered = cursor.map(place -> reaches(head, place)).orElse(true);
    final long from =
        cursor.filter(place -> recovered).map(Cursor::seq).orElse(head.firstSeq() - 1);
    final List<RoomEvent> found = log.read(scope, room, from, size + 1);
    final List<RoomEvent> events = found.subList(0, Math.min(size, found.size()));
    final long end = events.isEmpty() ? from : events.getLast().seq();
    return new EventPage(
        events.stream().map(RoomEvent::view).toList(),
        new Cursor(room, head.epoch(), end).text(),
        found.size() > size,
        recovered);
  }

  private static Cursor cursor(final RoomId room, final String text) {
    return Cursor.parse(text)
        .filter(cursor -> cursor.room().equals(room))
        .orElseThrow(
            () ->
                new ApiException(
                        ErrorCode.INVALID_REQUEST,
                        "after is no cursor of this room; leave it away to begin anew.")
                    .at("after"));
  }

  private static boolean reaches(final LogHead head, final Cursor cursor) {
    return cursor.epoch() == head.epoch()
        && cursor.seq() >= head.firstSeq() - 1
        && cursor.seq() <= head.lastSeq();
  }

  private static ApiException deleted() {
    return new ApiException(ErrorCode.ROOM_NOT_FOUND, "There is no room of this name or id.");
  }
}
