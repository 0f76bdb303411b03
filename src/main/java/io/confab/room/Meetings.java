package io.confab.room;

import io.confab.id.MeetingId;
import io.confab.id.RoomId;
import io.confab.problem.NewestFirst;
import io.confab.tenant.Scope;
import io.confab.tenant.Transactions;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** The meetings of all rooms, to read: the log begins and ends them, with its own entries. */
@Singleton
public final class Meetings {
  private final Transactions transactions;
  private final EntityManager entities;

  Meetings(final Transactions transactions, final EntityManager entities) {
    this.transactions = transactions;
    this.entities = entities;
  }

  /** The meeting that runs in a room. */
  public Optional<MeetingId> current(final Scope scope, final RoomId room) {
    return transactions.call(
        scope,
        () ->
            entities
                .createQuery(
                    "from MeetingRow where roomId = :room and endedAt is null", MeetingRow.class)
                .setParameter("room", room.value())
                .getResultStream()
                .findFirst()
                .map(row -> MeetingId.of(row.id)));
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
}
