package io.confab.event;

import io.confab.id.EventId;
import io.confab.id.MeetingId;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns rows of {@code room_event} into entries. */
final class LogReader {
  static final String SELECT =
      "select id, type, at, tenant_id, room_id, meeting_id, seq, data from room_event";

  private LogReader() {}

  static List<RoomEvent> all(final PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      final List<RoomEvent> events = new ArrayList<>();
      while (rows.next()) {
        events.add(one(rows));
      }
      return events;
    }
  }

  private static RoomEvent one(final ResultSet row) throws SQLException {
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
