package io.confab.event;

import io.confab.id.EventId;
import io.confab.id.MeetingId;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one room's log in the caller's transaction. */
final class LogReader {
  private static final String OF_ROOM =
      "select id, type, at, tenant_id, room_id, meeting_id, seq, data from room_event"
          + " where tenant_id = ? and room_id = ?";
  private static final String AFTER = OF_ROOM + " and seq > ? order by seq limit ?";
  private static final String BEFORE =
      OF_ROOM + " and seq < ? and type = any (?) order by seq desc limit ?";
  private static final String RETRY = OF_ROOM + " and actor = ? and client_id = ?";
  private static final String HEAD =
      "select epoch, first_seq, last_seq from room_log where tenant_id = ? and room_id = ?";
  private static final String FIRST_JOIN =
      "select min(seq) from room_event where tenant_id = ? and room_id = ? and actor = ?"
          + " and type = 'participant.joined'";
  private static final String MEMBERSHIP =
      "select distinct on (subject_id) id, type, at, tenant_id, room_id, meeting_id, seq, data"
          + " from room_event where tenant_id = ? and room_id = ? and meeting_id = ?"
          + " and type in ('participant.joined', 'participant.left')"
          + " order by subject_id, seq desc";
  private static final String OPEN_MEETING =
      "select id, started_at from meeting"
          + " where tenant_id = ? and room_id = ? and ended_at is null";

  private final Connection connection;
  private final TenantId tenant;
  private final RoomId room;

  LogReader(final Connection connection, final TenantId tenant, final RoomId room) {
    this.connection = connection;
    this.tenant = tenant;
    this.room = room;
  }

  /** Entries after a {@code seq}, ascending. */
  List<RoomEvent> after(final long seq, final int limit) throws SQLException {
    try (PreparedStatement statement = prepare(AFTER)) {
      statement.setLong(3, seq);
      statement.setInt(4, limit);
      return entries(statement);
    }
  }

  /** The newest entries before a {@code seq}, ascending. */
  List<RoomEvent> before(final long seq, final int limit, final Set<EventType> types)
      throws SQLException {
    try (PreparedStatement statement = prepare(BEFORE)) {
      final Object[] names = types.stream().map(EventType::wireName).toArray();
      statement.setLong(3, seq);
      statement.setArray(4, connection.createArrayOf("text", names));
      statement.setInt(5, limit);
      return entries(statement).reversed();
    }
  }

  /** The first entry of a type about this subject. */
  Optional<RoomEvent> about(final EventType type, final String subject) throws SQLException {
    // The type is spelt out, so that PostgreSQL can use the index of this type alone.
    final String sql =
        OF_ROOM + " and subject_id = ? and type = '" + type.wireName() + "' order by seq limit 1";
    try (PreparedStatement statement = prepare(sql)) {
      statement.setString(3, subject);
      return entries(statement).stream().findFirst();
    }
  }

  /** What an earlier try with this client id left. */
  Optional<RoomEvent> retried(final String actor, final String clientId) throws SQLException {
    try (PreparedStatement statement = prepare(RETRY)) {
      statement.setString(3, actor);
      statement.setString(4, clientId);
      return entries(statement).stream().findFirst();
    }
  }

  Optional<LogHead> head() throws SQLException {
    try (PreparedStatement statement = prepare(HEAD);
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(new LogHead(row.getLong(1), row.getLong(2), row.getLong(3)))
          : Optional.empty();
    }
  }

  Optional<Long> firstJoin(final String identity) throws SQLException {
    try (PreparedStatement statement = prepare(FIRST_JOIN)) {
      statement.setString(3, identity);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        final long seq = row.getLong(1);
        return row.wasNull() ? Optional.empty() : Optional.of(seq);
      }
    }
  }

  Optional<OpenMeeting> openMeeting() throws SQLException {
    try (PreparedStatement statement = prepare(OPEN_MEETING);
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(
              new OpenMeeting(MeetingId.of(row.getString(1)), row.getTimestamp(2).toInstant()))
          : Optional.empty();
    }
  }

  List<RoomEvent> openJoins(final MeetingId meeting) throws SQLException {
    try (PreparedStatement statement = prepare(MEMBERSHIP)) {
      statement.setString(3, meeting.value());
      return entries(statement).stream()
          .filter(entry -> entry.type() == EventType.PARTICIPANT_JOINED)
          .toList();
    }
  }

  private PreparedStatement prepare(final String sql) throws SQLException {
    final PreparedStatement statement = connection.prepareStatement(sql);
    statement.setString(1, tenant.value());
    statement.setString(2, room.value());
    return statement;
  }

  private static List<RoomEvent> entries(final PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      final List<RoomEvent> events = new ArrayList<>();
      while (rows.next()) {
        events.add(entry(rows));
      }
      return events;
    }
  }

  private static RoomEvent entry(final ResultSet row) throws SQLException {
    return new RoomEvent(
        EventId.of(row.getString(1)),
        EventType.ofWireName(row.getString(2)),
        row.getTimestamp(3).toInstant(),
        TenantId.of(row.getString(4)),
        RoomId.of(row.getString(5)),
        Optional.ofNullable(row.getString(6)).map(MeetingId::of),
        row.getLong(7),
        row.getString(8));
  }
}
