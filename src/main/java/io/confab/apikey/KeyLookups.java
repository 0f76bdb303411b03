package io.confab.apikey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confab.id.ApiKeyId;
import io.confab.id.SigningKeyId;
import io.confab.id.TenantId;
import io.confab.problem.ApiException;
import io.confab.tenant.Transactions;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Finds keys by their id before a tenant is known, through the two functions of the database made
 * for it.
 */
@Singleton
final class KeyLookups {
  private static final Logger LOG = Logger.getLogger(KeyLookups.class);
  private static final String API_KEYS =
      "select found.* from unnest(?::text[]) as wanted(id) cross join lateral find_api_key(wanted.id) as found";
  private static final String SIGNING_KEYS =
      "select found.* from unnest(?::text[]) as wanted(id) cross join lateral find_signing_key(wanted.id) as found";

  private final Transactions transactions;
  private final ObjectMapper json;

  KeyLookups(final Transactions transactions, final ObjectMapper json) {
    this.transactions = transactions;
    this.json = json;
  }

  Map<ApiKeyId, KnownApiKey> apiKeys(final Collection<ApiKeyId> ids) {
    return lookUp(API_KEYS, ids.stream().map(ApiKeyId::value), this::apiKey).stream()
        .collect(Collectors.toMap(KnownApiKey::id, key -> key));
  }

  Map<SigningKeyId, KnownSigningKey> signingKeys(final Collection<SigningKeyId> ids) {
    return lookUp(SIGNING_KEYS, ids.stream().map(SigningKeyId::value), KeyLookups::signingKey)
        .stream()
        .collect(Collectors.toMap(KnownSigningKey::id, key -> key));
  }

  private <T> List<T> lookUp(
      final String sql, final Stream<String> ids, final RowReader<T> reader) {
    return transactions.lookUp(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("text", ids.toArray()));
            final List<T> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                read(rows, reader).ifPresent(found::add);
              }
            }
            return found;
          }
        });
  }

  /** A row that cannot be read is no key; it must not keep the others from being read again. */
  private static <T> Optional<T> read(final ResultSet row, final RowReader<T> reader)
      throws SQLException {
    try {
      return Optional.of(reader.read(row));
    } catch (final IllegalArgumentException | IllegalStateException | ApiException unreadable) {
      LOG.errorf(
          "The key %s cannot be read, so it is refused: %s", row.getString("id"), unreadable);
      return Optional.empty();
    }
  }

  private KnownApiKey apiKey(final ResultSet row) throws SQLException {
    return new KnownApiKey(
        new TenantId(row.getString("tenant_id")),
        new ApiKeyId(row.getString("id")),
        KeyKind.of(row.getString("kind")),
        row.getBytes("secret_hash"),
        texts(row, "scopes").map(ApiScope::of).collect(Collectors.toUnmodifiableSet()),
        texts(row, "origins").map(PageOrigin::of).toList(),
        rules(row.getString("room_rules")),
        new Quota(row.getInt("guest_tokens_per_minute")),
        row.getBoolean("development"),
        time(row, "expires_at"),
        row.getTimestamp("revoked_at") != null,
        row.getBoolean("tenant_suspended"));
  }

  private static KnownSigningKey signingKey(final ResultSet row) throws SQLException {
    return new KnownSigningKey(
        new TenantId(row.getString("tenant_id")),
        new SigningKeyId(row.getString("id")),
        SigningAlgorithm.of(row.getString("algorithm")),
        PublicKeyText.stored(row.getString("public_jwk")),
        time(row, "expires_at"),
        row.getTimestamp("revoked_at") != null,
        row.getBoolean("tenant_suspended"));
  }

  private List<RoomRule> rules(final String text) {
    try {
      return json.readValue(text, new TypeReference<List<RoomRule>>() {});
    } catch (final JsonProcessingException corrupt) {
      throw new IllegalStateException("A stored room rule cannot be read", corrupt);
    }
  }

  private static Stream<String> texts(final ResultSet row, final String column)
      throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray());
  }

  private static Optional<Instant> time(final ResultSet row, final String column)
      throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  @FunctionalInterface
  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
