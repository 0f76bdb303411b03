package io.confab.room;

import io.confab.id.MeetingId;
import io.confab.id.RoomId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.TenantId;

/** The row of a meeting. At most one of a room is open: an index in the database sees to it. */
@Entity
@Table(name = "meeting")
class MeetingRow {
  @Id String id;

  @TenantId
  @Column(name = "tenant_id", updatable = false)
  String tenantId;

  @Column(name = "room_id", updatable = false)
  String roomId;

  @Column(name = "started_at", updatable = false)
  Instant startedAt;

  @Column(name = "ended_at")
  Instant endedAt;

  /** The row as the rest of the service knows it. */
  Meeting meeting() {
    return new Meeting(
        MeetingId.of(id), RoomId.of(roomId), startedAt, Optional.ofNullable(endedAt));
  }
}
