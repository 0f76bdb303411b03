package io.confab.tenant;

import io.confab.id.TenantId;
import io.confab.problem.NewestFirst;
import io.confab.problem.PageQuery;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The list of tenants. Only the operator works on it; callers have checked that before they come
 * here.
 */
@Singleton
public final class Tenants {
  private static final String COLUMNS =
      "id, name, development, suspended_at, version, created_at, updated_at";

  private final Transactions transactions;
  private final InstantSource clock;

  Tenants(final Transactions transactions, final InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Makes a tenant. */
  public Tenant create(final String name, final boolean development) {
    final Instant now = now();
    final Tenant tenant =
        new Tenant(TenantId.random(), name, development, Optional.empty(), 0, now, now);
    transactions.operator(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into tenant (id, name, development, created_at, updated_at) values (?, ?, ?, ?, ?)")) {
            insert.setString(1, tenant.id().value());
            insert.setString(2, name);
            insert.setBoolean(3, development);
            insert.setTimestamp(4, Timestamp.from(now));
            insert.setTimestamp(5, Timestamp.from(now));
            return insert.executeUpdate();
          }
        });
    return tenant;
  }

  /** Finds a tenant by its id. */
  public Optional<Tenant> find(final TenantId id) {
    return transactions.operator(connection -> read(connection, id, ""));
  }

  /** The first tenant for trying things out that has this name. */
  public Optional<Tenant> findPlayground(final String name) {
    return transactions.operator(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + " from tenant where development and name = ? order by created_at limit 1")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
              return rows.next() ? Optional.of(tenant(rows)) : Optional.empty();
            }
          }
        });
  }

  /** Lists tenants, the newest first: the one page, and one row more if there is another. */
  public List<Tenant> list(final PageQuery page) {
    final NewestFirst place = NewestFirst.after(page.after());
    return transactions.operator(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + " from tenant where (created_at, id) < (?, ?)"
                      + " order by created_at desc, id desc limit ?")) {
            query.setTimestamp(1, Timestamp.from(place.before()));
            query.setString(2, place.id());
            query.setInt(3, page.limit() + 1);
            final List<Tenant> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                found.add(tenant(rows));
              }
            }
            return found;
          }
        });
  }

  /**
   * Changes a tenant, holding its row from the read to the write.
   *
   * @param change sees the tenant as it is and returns it with a new name or suspension; what it
   *     throws undoes everything
   */
  public Optional<Tenant> change(final TenantId id, final UnaryOperator<Tenant> change) {
    return transactions.operator(
        connection -> {
          final Optional<Tenant> current = read(connection, id, " for update");
          if (current.isEmpty()) {
            return current;
          }
          return Optional.of(write(connection, change.apply(current.get())));
        });
  }

  private Tenant write(final Connection connection, final Tenant wanted) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update tenant set name = ?, suspended_at = ?, version = version + 1, updated_at = ?"
                + " where id = ? returning "
                + COLUMNS)) {
      update.setString(1, wanted.name());
      update.setTimestamp(2, wanted.suspendedAt().map(Timestamp::from).orElse(null));
      update.setTimestamp(3, Timestamp.from(now()));
      update.setString(4, wanted.id().value());
      try (ResultSet row = update.executeQuery()) {
        row.next();
        return tenant(row);
      }
    }
  }

  private static Optional<Tenant> read(
      final Connection connection, final TenantId id, final String lock) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select " + COLUMNS + " from tenant where id = ?" + lock)) {
      query.setString(1, id.value());
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? Optional.of(tenant(rows)) : Optional.empty();
      }
    }
  }

  private static Tenant tenant(final ResultSet row) throws SQLException {
    return new Tenant(
        TenantId.of(row.getString("id")),
        row.getString("name"),
        row.getBoolean("development"),
        Optional.ofNullable(row.getTimestamp("suspended_at")).map(Timestamp::toInstant),
        row.getLong("version"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
