package io.confab.room;

import io.confab.id.RoomId;
import io.confab.protocol.RawJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.TenantId;

/** The row of a room. Its log's head is not in it: writing a room never rewinds its log. */
@Entity
@Table(name = "room")
@DynamicUpdate
class RoomRow {
  @Id String id;

  @TenantId
  @Column(name = "tenant_id", updatable = false)
  String tenantId;

  String name;

  /** The customer's {@link RoomOptions} alone; defaults are filled in when it is read. */
  @Column(name = "settings")
  @ColumnTransformer(write = "cast(? as jsonb)")
  String options;

  @ColumnTransformer(write = "cast(? as jsonb)")
  String metadata;

  @Version long version;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  /** The row as the rest of the service knows it. */
  Room room(final boolean hasRelay) {
    return new Room(
        RoomId.of(id),
        RoomName.of(name),
        RoomSettings.of(RoomJson.options(options), hasRelay),
        new RawJson(RoomJson.tree(metadata).toString()),
        version,
        createdAt,
        updatedAt);
  }
}
