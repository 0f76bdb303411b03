package io.confab.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.confab.event.Appended;
import io.confab.event.EventLog;
import io.confab.event.EventType;
import io.confab.event.NewEvent;
import io.confab.event.RoomEvent;
import io.confab.id.MeetingId;
import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.LeaveReason;
import io.confab.tenant.Scope;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes what happens to a live room into its log: meetings, and who came and went. Guarded by the
 * room's lock, so that the log has the room's own order; it only queues and never waits.
 */
final class RoomJournal {
  private static final Logger LOG = System.getLogger(RoomJournal.class.getName());
  private static final String ACTOR = "service:room";
  private static final ObjectWriter JSON =
      JsonMapper.builder().serializationInclusion(JsonInclude.Include.NON_NULL).build().writer();

  private static final ObjectReader READER = new JsonMapper().readerFor(Joined.class);

  private final EventLog log;
  private final Scope scope;
  private final RoomId room;
  private final Runnable onRoomGone;
  private final AtomicInteger unstored = new AtomicInteger();
  private Optional<Meeting> meeting = Optional.empty();

  private record Meeting(MeetingId id, Instant startedAt) {}

  private record Joined(
      String identity, ParticipantId participant, long incarnation, String name) {}

  /** A join, as the log tells it. */
  record Join(
      String identity, ParticipantId participant, long incarnation, String name, Instant at) {}

  private record Left(
      String identity, ParticipantId participant, long incarnation, LeaveReason reason) {}

  /**
   * The journal of a room in which no meeting runs.
   *
   * @param onRoomGone runs, on any thread, when the log turns out to be deleted
   */
  RoomJournal(final EventLog log, final Scope scope, final RoomId room, final Runnable onRoomGone) {
    this.log = log;
    this.scope = scope;
    this.room = room;
    this.onRoomGone = onRoomGone;
  }

  /** What an entry of a join says. */
  static Join joined(final RoomEvent event) {
    try {
      final Joined data = READER.readValue(event.data());
      return new Join(
          data.identity(), data.participant(), data.incarnation(), data.name(), event.timestamp());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An entry of the log cannot be read", e);
    }
  }

  /** Goes on with a meeting that was under way when the room was last held. */
  void resume(final MeetingId id, final Instant startedAt) {
    meeting = Optional.of(new Meeting(id, startedAt));
  }

  /** The meeting that runs, if one does. */
  Optional<MeetingId> meeting() {
    return meeting.map(Meeting::id);
  }

  /** Whether no meeting runs and all that happened is stored: what is read anew is the truth. */
  boolean isSettled() {
    return meeting.isEmpty() && unstored.get() == 0;
  }

  /** Refuses with {@code unavailable} while the log takes no more; asked before a join. */
  void requireCapacity() {
    log.requireCapacity(scope, room);
  }

  /** Notes a join, and the start of a meeting if it is the first. */
  void joined(final Member member) {
    if (meeting.isEmpty()) {
      final MeetingId id = MeetingId.random();
      meeting = Optional.of(new Meeting(id, member.joinedAt));
      record(EventType.ROOM_STARTED, ACTOR, Map.of(), id.value());
    }
    final String identity = member.session.identity();
    record(
        EventType.PARTICIPANT_JOINED,
        identity,
        new Joined(identity, member.id, member.incarnation, member.name()),
        member);
  }

  /** Notes a leave. */
  void left(final Member member, final LeaveReason reason) {
    final String identity = member.session.identity();
    record(
        EventType.PARTICIPANT_LEFT,
        identity,
        new Left(identity, member.id, member.incarnation, reason),
        member);
  }

  /** Ends the meeting, if one runs; the answer completes when that is stored, or cannot be. */
  CompletionStage<?> endMeeting(final Instant now) {
    if (meeting.isEmpty()) {
      return CompletableFuture.completedStage(null);
    }
    final Meeting ending = meeting.get();
    final long seconds = Duration.between(ending.startedAt(), now).toSeconds();
    final CompletionStage<?> ended =
        record(
            EventType.ROOM_ENDED, ACTOR, Map.of("durationSeconds", seconds), ending.id().value());
    meeting = Optional.empty();
    return ended;
  }

  private void record(
      final EventType type, final String actor, final Object data, final Member member) {
    store(event(type, actor, data, Long.toString(member.incarnation)).about(member.id.value()));
  }

  private CompletionStage<?> record(
      final EventType type, final String actor, final Object data, final String which) {
    return store(event(type, actor, data, which));
  }

  /** The retry key begins as no client id may, so that nobody's message can stand in its place. */
  private NewEvent event(
      final EventType type, final String actor, final Object data, final String which) {
    return NewEvent.of(type, meeting(), actor, json(data))
        .once('\u0001' + type.wireName() + ':' + which);
  }

  private CompletionStage<Appended> store(final NewEvent event) {
    unstored.incrementAndGet();
    return log.record(scope, room, event)
        .whenComplete(
            (stored, failure) -> {
              unstored.decrementAndGet();
              if (failure instanceof ApiException refused
                  && refused.code() == ErrorCode.ROOM_NOT_FOUND) {
                onRoomGone.run();
              } else if (failure != null) {
                LOG.log(Level.WARNING, "{0} of {1} was not stored", event.type().wireName(), room);
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
