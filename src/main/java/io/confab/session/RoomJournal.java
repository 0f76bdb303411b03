package io.confab.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.confab.event.Appended;
import io.confab.event.EventLog;
import io.confab.event.EventType;
import io.confab.event.NewEvent;
import io.confab.id.MeetingId;
import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.protocol.LeaveReason;
import io.confab.tenant.Scope;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Writes what happens to a live room into its log: meetings, and who came and went. Guarded by the
 * room's lock, so that the log has the room's own order; it only queues and never waits.
 */
final class RoomJournal {
  private static final Logger LOG = System.getLogger(RoomJournal.class.getName());
  private static final String ACTOR = "service:room";
  private static final ObjectWriter JSON =
      JsonMapper.builder().serializationInclusion(JsonInclude.Include.NON_NULL).build().writer();

  private final EventLog log;
  private final Scope scope;
  private final RoomId room;
  private Optional<Meeting> meeting;

  private record Meeting(MeetingId id, Instant startedAt) {}

  private record Joined(
      String identity, ParticipantId participant, long incarnation, String name) {}

  private record Left(
      String identity, ParticipantId participant, long incarnation, LeaveReason reason) {}

  RoomJournal(final EventLog log, final Scope scope, final RoomId room) {
    this.log = log;
    this.scope = scope;
    this.room = room;
    this.meeting = Optional.empty();
  }

  /** Goes on with a meeting that was under way when the room was last held. */
  void resume(final MeetingId id, final Instant startedAt) {
    meeting = Optional.of(new Meeting(id, startedAt));
  }

  /** The meeting that runs, if one does. */
  Optional<MeetingId> meeting() {
    return meeting.map(Meeting::id);
  }

  /**
   * Notes a join, and the start of a meeting if it is the first.
   *
   * @throws ApiException when the log takes no more; the join must then be refused
   */
  void joined(final Member member) {
    if (meeting.isEmpty()) {
      meeting = Optional.of(new Meeting(MeetingId.random(), member.joinedAt));
      append(EventType.ROOM_STARTED, Map.of(), null, ACTOR);
    }
    final String identity = member.session.identity();
    final CompletionStage<Appended> stored =
        append(
            EventType.PARTICIPANT_JOINED,
            new Joined(identity, member.id, member.incarnation, member.name),
            member.id,
            identity);
    if (stored.toCompletableFuture().isCompletedExceptionally()) {
      throw (ApiException) stored.toCompletableFuture().exceptionNow();
    }
  }

  /** Notes a leave. */
  void left(final Member member, final LeaveReason reason) {
    final String identity = member.session.identity();
    append(
        EventType.PARTICIPANT_LEFT,
        new Left(identity, member.id, member.incarnation, reason),
        member.id,
        identity);
  }

  /** Ends the meeting, if one runs. */
  void endMeeting(final Instant now) {
    meeting.ifPresent(
        running -> {
          final long seconds = Duration.between(running.startedAt(), now).toSeconds();
          append(EventType.ROOM_ENDED, Map.of("durationSeconds", seconds), null, ACTOR);
          meeting = Optional.empty();
        });
  }

  private CompletionStage<Appended> append(
      final EventType type, final Object data, final ParticipantId subject, final String actor) {
    final NewEvent event = NewEvent.of(type, meeting(), actor, json(data));
    return log.append(scope, room, subject == null ? event : event.about(subject.value()))
        .whenComplete(
            (stored, failure) -> {
              if (failure != null) {
                LOG.log(Level.WARNING, "{0} of room {1} was not stored", type.wireName(), room);
              }
            });
  }

  private static String json(final Object data) {
    try {
      return JSON.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An event cannot be written", e);
    }
  }
}
