package io.confab.apikey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.secret.MasterKey;
import io.confab.tenant.SqlWork;
import io.confab.tenant.Transactions;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The requests sent with an {@code Idempotency-Key} in the last day, and their answers, sealed.
 *
 * <p>A row is there from the beginning of a request. One whose node died never gets its answer;
 * after a minute the next attempt takes it over.
 */
@Singleton
final class IdempotentRequests {
  static final Duration KEPT = Duration.ofHours(24);

  private static final Duration GIVEN_UP = Duration.ofSeconds(60);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final String PURPOSE = "idempotent-answer";
  private static final String OF_CALL = " where tenant_id = ? and caller = ? and key = ?";
  private static final String OF_CLAIM = OF_CALL + " and created_at = ? and status is null";

  /** What a request finds at its beginning. */
  sealed interface Begun permits Claim, StoredAnswer {}

  /**
   * The right to do the work of a request; an attempt that takes over claims it at another time.
   *
   * @param at when, as exactly as PostgreSQL keeps it
   */
  record Claim(IdempotentCall call, Instant at) implements Begun {}

  private final Transactions transactions;
  private final MasterKey masterKey;
  private final ObjectMapper json;
  private final InstantSource clock;

  IdempotentRequests(
      final Transactions transactions,
      final MasterKey masterKey,
      final ObjectMapper json,
      final InstantSource clock) {
    this.transactions = transactions;
    this.masterKey = masterKey;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Begins a request, or finds the answer of its first attempt.
   *
   * @throws ApiException {@code idempotency_reused} or {@code idempotency_in_progress}
   */
  Begun begin(final IdempotentCall call) {
    final Claim claim = new Claim(call, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return in(
        call, connection -> isOurs(connection, claim) ? claim : stored(connection, claim.call()));
  }

  /** Puts the request's row there, or takes over one that was given up or is past its day. */
  private boolean isOurs(final Connection connection, final Claim claim) throws SQLException {
    final String sql =
        """
        insert into %s as r (tenant_id, caller, key, request_hash, created_at) values (?, ?, ?, ?, ?)
        on conflict (tenant_id, caller, key) do update
          set request_hash = excluded.request_hash, created_at = excluded.created_at,
              status = null, headers = null, sealed_body = null
          where r.status is null and r.created_at < ? or r.created_at < ?
        """;
    final String table = table(claim.call());
    try (PreparedStatement insert = connection.prepareStatement(sql.formatted(table))) {
      final Instant now = claim.at();
      bind(insert, 1, claim.call());
      insert.setBytes(4, claim.call().requestHash());
      insert.setTimestamp(5, Timestamp.from(now));
      insert.setTimestamp(6, Timestamp.from(now.minus(GIVEN_UP)));
      insert.setTimestamp(7, Timestamp.from(now.minus(KEPT)));
      return insert.executeUpdate() == 1;
    }
  }

  private StoredAnswer stored(final Connection connection, final IdempotentCall call)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select request_hash, status, headers, sealed_body from " + table(call) + OF_CALL)) {
      bind(query, 1, call);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw inProgress();
        }
        return answer(call, row);
      }
    }
  }

  /** Keeps the answer of a request that did its work, unless another attempt took it over. */
  void finish(final Claim claim, final StoredAnswer answer) {
    final IdempotentCall call = claim.call();
    final String sql = "update %s set status = ?, headers = ?::jsonb, sealed_body = ?" + OF_CLAIM;
    in(
        call,
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql.formatted(table(call)))) {
            update.setInt(1, answer.status());
            update.setString(2, write(answer.headers()));
            update.setBytes(3, masterKey.seal(PURPOSE, call.sealContext(), answer.body()));
            bind(update, 4, claim);
            return update.executeUpdate();
          }
        });
  }

  /** Forgets a request that failed, so that it may be mended and sent again under the same key. */
  void abandon(final Claim claim) {
    final String sql = "delete from %s" + OF_CLAIM;
    in(
        claim.call(),
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(sql.formatted(table(claim.call())))) {
            bind(delete, 1, claim);
            return delete.executeUpdate();
          }
        });
  }

  private StoredAnswer answer(final IdempotentCall call, final ResultSet row) throws SQLException {
    if (!MessageDigest.isEqual(row.getBytes("request_hash"), call.requestHash())) {
      throw new ApiException(
          ErrorCode.IDEMPOTENCY_REUSED,
          "This Idempotency-Key was used for another request within the last day.");
    }
    final int status = row.getInt("status");
    if (row.wasNull()) {
      throw inProgress();
    }
    return new StoredAnswer(
        status,
        read(row.getString("headers")),
        masterKey.open(PURPOSE, call.sealContext(), row.getBytes("sealed_body")));
  }

  private static ApiException inProgress() {
    return new ApiException(
            ErrorCode.IDEMPOTENCY_IN_PROGRESS,
            "The first request with this Idempotency-Key is still at work.")
        .retryAfter(RETRY);
  }

  private <T> T in(final IdempotentCall call, final SqlWork<T> work) {
    return call.scope().isPresent()
        ? transactions.jdbc(call.scope().get(), work)
        : transactions.operator(work);
  }

  private static String table(final IdempotentCall call) {
    return call.scope().isPresent() ? "idempotent_request" : "operator_request";
  }

  private static void bind(final PreparedStatement statement, final int from, final Claim claim)
      throws SQLException {
    bind(statement, from, claim.call());
    statement.setTimestamp(from + 3, Timestamp.from(claim.at()));
  }

  private static void bind(
      final PreparedStatement statement, final int from, final IdempotentCall call)
      throws SQLException {
    statement.setString(from, call.tenant());
    statement.setString(from + 1, call.caller());
    statement.setString(from + 2, call.key());
  }

  private String write(final Map<String, String> headers) {
    try {
      return json.writeValueAsString(headers);
    } catch (final JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Map<String, String> read(final String headers) {
    try {
      return json.readValue(headers, new TypeReference<Map<String, String>>() {});
    } catch (final JsonProcessingException corrupt) {
      throw new IllegalStateException("Stored headers cannot be read", corrupt);
    }
  }
}
