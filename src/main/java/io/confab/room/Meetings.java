package io.confab.room;

import io.confab.event.EventLog;
import io.confab.event.EventType;
import io.confab.event.NewEvent;
import io.confab.id.MeetingId;
import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.problem.NewestFirst;
import io.confab.protocol.ErrorCode;
import io.confab.tenant.Scope;
import io.confab.tenant.Transactions;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The meetings of all rooms. Beginning and end are entries in the room's log. */
@Singleton
public final class Meetings {
  /** Does nothing where one is open; of several nodes at once, one opens it. */
  private static final String INSERT =
      """
      insert into meeting (tenant_id, id, room_id, started_at)
      select tenant_id, :id, id, :now from room where id = :room for key share
      on conflict (tenant_id, room_id) where ended_at is null do nothing
      """;

  private final Transactions transactions;
  private final EntityManager entities;
  private final EventLog log;
  private final InstantSource clock;

  Meetings(
      final Transactions transactions,
      final EntityManager entities,
      final EventLog log,
      final InstantSource clock) {
    this.transactions = transactions;
    this.entities = entities;
    this.log = log;
    this.clock = clock;
  }

  /** The meeting that runs in a room. */
  public Optional<MeetingId> current(final Scope scope, final RoomId room) {
    return transactions.call(scope, () -> open(room).map(Meeting::id));
  }

  /** The meeting that runs in a room; begins one, with its {@code room.started}, if none does. */
  public Meeting start(final Scope scope, final RoomId room) {
    return transactions.call(
        scope,
        () ->
            open(room)
                .or(() -> begin(scope, room))
                .or(() -> open(room))
                .orElseThrow(Meetings::gone));
  }

  /**
   * Ends a meeting, with its {@code room.ended}. To end one that has ended, or that is gone with
   * its room, does nothing.
   */
  public void end(final Scope scope, final MeetingId meeting) {
    transactions.run(
        scope,
        () -> {
          final MeetingRow row =
              entities.find(MeetingRow.class, meeting.value(), LockModeType.PESSIMISTIC_WRITE);
          if (row != null && row.endedAt == null) {
            row.endedAt = now();
            final long seconds = Duration.between(row.startedAt, row.endedAt).toSeconds();
            log.appendWithin(
                scope,
                RoomId.of(row.roomId),
                entry(
                    EventType.ROOM_ENDED, scope, meeting, "{\"durationSeconds\":" + seconds + "}"));
          }
        });
  }

  /** Finds a meeting. */
  public Optional<Meeting> find(final Scope scope, final MeetingId meeting) {
    return transactions.call(
        scope,
        () ->
            Optional.ofNullable(entities.find(MeetingRow.class, meeting.value()))
                .map(MeetingRow::meeting));
  }

  /** Lists the meetings of a room, the newest first, from behind a place. */
  List<Meeting> list(
      final Scope scope, final RoomId room, final NewestFirst place, final int limit) {
    return transactions.call(
        scope,
        () ->
            entities
                .createQuery(
                    "from MeetingRow where roomId = :room and (startedAt < :before"
                        + " or (startedAt = :before and id < :id))"
                        + " order by startedAt desc, id desc",
                    MeetingRow.class)
                .setParameter("room", room.value())
                .setParameter("before", place.before())
                .setParameter("id", place.id())
                .setMaxResults(limit)
                .getResultStream()
                .map(MeetingRow::meeting)
                .toList());
  }

  private Optional<Meeting> begin(final Scope scope, final RoomId room) {
    final MeetingId id = MeetingId.random();
    final int inserted =
        entities
            .createNativeQuery(INSERT)
            .setParameter("id", id.value())
            .setParameter("now", now())
            .setParameter("room", room.value())
            .executeUpdate();
    if (inserted == 0) {
      return Optional.empty();
    }
    log.appendWithin(scope, room, entry(EventType.ROOM_STARTED, scope, id, "{}"));
    return open(room);
  }

  private Optional<Meeting> open(final RoomId room) {
    return entities
        .createQuery("from MeetingRow where roomId = :room and endedAt is null", MeetingRow.class)
        .setParameter("room", room.value())
        .getResultStream()
        .findFirst()
        .map(MeetingRow::meeting);
  }

  private static NewEvent entry(
      final EventType type, final Scope scope, final MeetingId meeting, final String data) {
    return NewEvent.of(type, Optional.of(meeting), scope.actor(), data);
  }

  private static ApiException gone() {
    return new ApiException(ErrorCode.ROOM_NOT_FOUND, "The room was deleted.");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
