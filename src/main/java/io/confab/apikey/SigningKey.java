package io.confab.apikey;

import io.confab.id.SigningKeyId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.TenantId;

/** The row of a customer's public key; the private half never reaches us. */
@Entity
@Table(name = "signing_key")
class SigningKey {
  @Id String id;

  @TenantId
  @Column(name = "tenant_id")
  String tenant;

  String name;
  String algorithm;

  @Column(name = "public_jwk")
  @ColumnTransformer(write = "?::jsonb")
  String publicJwk;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "revoked_at")
  Instant revokedAt;

  @Column(name = "created_at")
  Instant createdAt;

  /** For Hibernate. */
  protected SigningKey() {}

  SigningKey(final SigningKeyId id, final Instant createdAt) {
    this.id = id.value();
    this.createdAt = createdAt;
  }

  SigningKeyId id() {
    return new SigningKeyId(id);
  }
}
