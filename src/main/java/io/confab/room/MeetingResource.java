package io.confab.room;

import io.confab.apikey.ApiScope;
import io.confab.apikey.Caller;
import io.confab.id.MeetingId;
import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.tenant.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A meeting, by its id. */
@Path("/v1/meetings/{meeting}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Meetings",
    description =
        "From the first join into an empty room until it has been empty for its empty timeout."
            + " Scope: rooms:read.")
final class MeetingResource {
  private final Caller caller;
  private final Meetings meetings;

  MeetingResource(final Caller caller, final Meetings meetings) {
    this.caller = caller;
    this.meetings = meetings;
  }

  @Schema(name = "Meeting", description = "A meeting; it runs while it has no endedAt")
  record View(
      @Schema(implementation = String.class, examples = "mtg_5NwZk53VfhiTnxc6MyE4eL") MeetingId id,
      @Schema(implementation = String.class) RoomId room,
      Instant startedAt,
      @Schema(implementation = Instant.class) Optional<Instant> endedAt,
      @Schema(implementation = Long.class) Optional<Long> durationSeconds) {

    static View of(final Meeting meeting) {
      return new View(
          meeting.id(),
          meeting.room(),
          meeting.startedAt(),
          meeting.endedAt(),
          meeting.endedAt().map(end -> Duration.between(meeting.startedAt(), end).toSeconds()));
    }
  }

  @GET
  @Operation(operationId = "getMeeting", summary = "Read a meeting")
  public View get(@PathParam("meeting") final MeetingId id) {
    final Scope scope = caller.require(ApiScope.ROOMS_READ);
    return meetings
        .find(scope, id)
        .map(View::of)
        .orElseThrow(
            () -> new ApiException(ErrorCode.NOT_FOUND, "There is no meeting %s.".formatted(id)));
  }
}
