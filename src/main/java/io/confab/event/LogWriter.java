package io.confab.event;

import io.confab.id.EventId;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a group of appends of one tenant in the caller's transaction: locks the logs in id order,
 * gives each entry the next {@code seq} of its room, and answers a retry with what stands already.
 */
final class LogWriter {
  private static final String LOCK_HEADS =
      "select room_id, last_seq from room_log where tenant_id = ? and room_id = any (?)"
          + " order by room_id for update";
  private static final String ADVANCE =
      "update room_log set last_seq = ? where tenant_id = ? and room_id = ?";
  private static final String FIND_MESSAGE =
      "select actor, data from room_event"
          + " where tenant_id = ? and room_id = ? and type = 'message.created' and subject_id = ?";
  private static final String AMEND =
      "update room_event set data = ?::jsonb"
          + " where tenant_id = ? and room_id = ? and type = 'message.created' and subject_id = ?";

  private static final String COUNT_EDITS =
      "select count(*) from room_event"
          + " where tenant_id = ? and room_id = ? and type = 'message.edited' and subject_id = ?";

  /** What an earlier edit put there must not outlive a later edit or a deletion. */
  private static final String AMEND_EDITS =
      "update room_event set data = data || jsonb_build_object('text', changed.message -> 'text')"
          + " from (select ?::jsonb as message) as changed"
          + " where tenant_id = ? and room_id = ? and type = 'message.edited' and subject_id = ?"
          + " and data -> 'text' is distinct from changed.message -> 'text'";

  private static final String INSERT =
      "insert into room_event (tenant_id, room_id, seq, id, type, at, meeting_id, actor, client_id,"
          + " subject_id, data) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)";

  private static final String START_MEETING =
      "insert into meeting (started_at, tenant_id, id, room_id) values (?, ?, ?, ?)";
  private static final String END_MEETING =
      "update meeting set ended_at = ? where tenant_id = ? and id = ? and room_id = ?";

  private final Connection connection;
  private final TenantId tenant;
  private final Instant now;
  private final Map<RoomId, Long> heads = new HashMap<>();

  LogWriter(final Connection connection, final TenantId tenant, final InstantSource clock) {
    this.connection = connection;
    this.tenant = tenant;
    this.now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Writes the group. An append that is refused for a reason of its own is answered here and leaves
   * no trace; whatever else goes wrong fails the transaction.
   *
   * @return the answers of the appends that stand, in the order given
   */
  Map<PendingAppend, Appended> write(final List<PendingAppend> group) throws SQLException {
    lockHeads(group);
    final Map<PendingAppend, Appended> written = new LinkedHashMap<>();
    for (final PendingAppend append : group) {
      try {
        written.put(append, write(append));
      } catch (ApiException refused) {
        append.answer().completeExceptionally(refused);
      }
    }
    advanceHeads();
    return written;
  }

  private Appended write(final PendingAppend append) throws SQLException {
    final Long head = heads.get(append.room());
    if (head == null) {
      throw new ApiException(ErrorCode.ROOM_NOT_FOUND, "The room was deleted.");
    }
    final NewEvent event = append.event();
    if (event.clientId().isPresent()) {
      final Optional<RoomEvent> earlier =
          new LogReader(connection, tenant, append.room())
              .retried(event.actor(), event.clientId().get());
      if (earlier.isPresent()) {
        return new Appended(earlier.get(), true);
      }
    }
    if (event.amendment().isPresent()) {
      amend(append.room(), event.amendment().get(), event.type());
    }
    keepMeeting(append.room(), event);
    final RoomEvent stored = store(append.room(), head + 1, event);
    heads.put(append.room(), head + 1);
    return new Appended(stored, false);
  }

  private void lockHeads(final List<PendingAppend> group) throws SQLException {
    final String[] rooms =
        group.stream().map(append -> append.room().value()).distinct().toArray(String[]::new);
    try (PreparedStatement statement = connection.prepareStatement(LOCK_HEADS)) {
      statement.setString(1, tenant.value());
      statement.setArray(2, connection.createArrayOf("text", rooms));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          heads.put(RoomId.of(rows.getString(1)), rows.getLong(2));
        }
      }
    }
  }

  private void advanceHeads() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
      for (final Map.Entry<RoomId, Long> head : heads.entrySet()) {
        statement.setLong(1, head.getValue());
        statement.setString(2, tenant.value());
        statement.setString(3, head.getKey().value());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void amend(final RoomId room, final Amendment amendment, final EventType type)
      throws SQLException {
    final String changed;
    try (PreparedStatement statement = connection.prepareStatement(FIND_MESSAGE)) {
      statement.setString(1, tenant.value());
      statement.setString(2, room.value());
      statement.setString(3, amendment.messageId());
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new ApiException(ErrorCode.MESSAGE_NOT_FOUND, "There is no such message.");
        }
        changed = amendment.change().apply(rows.getString(1), rows.getString(2));
      }
    }
    if (type == EventType.MESSAGE_EDITED) {
      requireFewEdits(room, amendment);
    }
    rewrite(AMEND, changed, room, amendment);
    rewrite(AMEND_EDITS, changed, room, amendment);
  }

  private void requireFewEdits(final RoomId room, final Amendment amendment) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COUNT_EDITS)) {
      statement.setString(1, tenant.value());
      statement.setString(2, room.value());
      statement.setString(3, amendment.messageId());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        if (row.getLong(1) >= EventLog.MAX_EDITS) {
          throw new ApiException(
              ErrorCode.CONFLICT, "A message takes %d edits.".formatted(EventLog.MAX_EDITS));
        }
      }
    }
  }

  private void rewrite(
      final String sql, final String message, final RoomId room, final Amendment amendment)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, message);
      statement.setString(2, tenant.value());
      statement.setString(3, room.value());
      statement.setString(4, amendment.messageId());
      statement.executeUpdate();
    }
  }

  /** A meeting's row is written with the entry that begins or ends it, or not at all. */
  private void keepMeeting(final RoomId room, final NewEvent event) throws SQLException {
    final String sql =
        switch (event.type()) {
          case ROOM_STARTED -> START_MEETING;
          case ROOM_ENDED -> END_MEETING;
          default -> null;
        };
    if (sql == null) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setTimestamp(1, Timestamp.from(now));
      statement.setString(2, tenant.value());
      statement.setString(3, event.meeting().orElseThrow().value());
      statement.setString(4, room.value());
      statement.executeUpdate();
    }
  }

  private RoomEvent store(final RoomId room, final long seq, final NewEvent event)
      throws SQLException {
    final EventId id = EventId.random();
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setString(1, tenant.value());
      statement.setString(2, room.value());
      statement.setLong(3, seq);
      statement.setString(4, id.value());
      statement.setString(5, event.type().wireName());
      statement.setTimestamp(6, Timestamp.from(now));
      statement.setString(7, event.meeting().map(meeting -> meeting.value()).orElse(null));
      statement.setString(8, event.actor());
      statement.setString(9, event.clientId().orElse(null));
      statement.setString(10, event.subjectId().orElse(null));
      statement.setString(11, event.data());
      statement.executeUpdate();
    }
    return new RoomEvent(id, event.type(), now, tenant, room, event.meeting(), seq, event.data());
  }
}
