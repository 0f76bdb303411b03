package io.confab.apikey;

import io.confab.id.ApiKeyId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;

/** The row of an API key. Of a secret key only a keyed hash of the secret is in it. */
@Entity
@Table(name = "api_key")
class ApiKey {
  @Id String id;

  @TenantId
  @Column(name = "tenant_id")
  String tenant;

  String kind;
  String name;

  @Column(name = "secret_hash")
  byte[] secretHash;

  @JdbcTypeCode(SqlTypes.ARRAY)
  String[] scopes = {};

  @JdbcTypeCode(SqlTypes.ARRAY)
  String[] origins = {};

  @Column(name = "room_rules")
  @ColumnTransformer(write = "?::jsonb")
  String roomRules = "[]";

  @Column(name = "guest_tokens_per_minute")
  int guestTokensPerMinute = Quota.DEFAULT.guestTokensPerMinute();

  boolean development;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "revoked_at")
  Instant revokedAt;

  @Column(name = "last_used_at", insertable = false, updatable = false)
  Instant lastUsedAt;

  @Version long version;

  @Column(name = "created_at")
  Instant createdAt;

  /** For Hibernate. */
  protected ApiKey() {}

  ApiKey(final ApiKeyId id, final KeyKind kind, final Instant createdAt) {
    this.id = id.value();
    this.kind = kind.text();
    this.createdAt = createdAt;
  }

  ApiKeyId id() {
    return new ApiKeyId(id);
  }

  KeyKind kind() {
    return KeyKind.of(kind);
  }

  Set<ApiScope> scopes() {
    return ApiScope.setOf(Arrays.stream(scopes).map(ApiScope::of).toList());
  }

  void scopes(final Set<ApiScope> wanted) {
    scopes = wanted.stream().sorted().map(ApiScope::text).toArray(String[]::new);
  }

  List<PageOrigin> origins() {
    return Arrays.stream(origins).map(PageOrigin::of).toList();
  }

  void origins(final List<PageOrigin> wanted) {
    origins = wanted.stream().map(PageOrigin::value).distinct().toArray(String[]::new);
  }

  Optional<Instant> revokedAt() {
    return Optional.ofNullable(revokedAt);
  }

  /** Never the hash. */
  @Override
  public String toString() {
    return "ApiKey[%s]".formatted(id);
  }
}
