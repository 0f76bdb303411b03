package io.confab.room;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.TenantId;

/** The row of a ban. */
@Entity
@Table(name = "ban")
@IdClass(BanRow.Key.class)
class BanRow {
  /** Names a ban within its tenant. */
  record Key(String roomId, String identity) implements Serializable {}

  @Id
  @Column(name = "room_id")
  String roomId;

  @Id String identity;

  @TenantId
  @Column(name = "tenant_id", updatable = false)
  String tenantId;

  String reason;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  boolean holdsAt(final Instant moment) {
    return expiresAt == null || expiresAt.isAfter(moment);
  }

  /** The row as the rest of the service knows it. */
  Ban ban() {
    return new Ban(
        identity, Optional.ofNullable(reason), Optional.ofNullable(expiresAt), createdAt);
  }
}
