package io.confab.tenant;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL refused or could not be reached. Callers see {@code unavailable} unless they know
 * better.
 */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** SQLSTATE classes: connection, resources (disk full too), operator intervention, system. */
  private static final List<String> UNAVAILABLE = List.of("08", "53", "57", "58");

  /** The database that was away, if that is what lies behind a failure. */
  static Optional<DatabaseException> awayBehind(final Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException driver) {
        return Optional.of(new DatabaseException(driver)).filter(DatabaseException::isUnavailable);
      }
    }
    return Optional.empty();
  }

  /** Wraps what the driver said. */
  public DatabaseException(final SQLException cause) {
    super(cause);
  }

  /** Whether the database itself is away or overloaded, rather than the statement wrong. */
  public boolean isUnavailable() {
    final String state = sqlState();
    return state.isEmpty() || UNAVAILABLE.stream().anyMatch(state::startsWith);
  }

  /** The five-character SQLSTATE, or an empty string where the driver gave none. */
  public String sqlState() {
    final String state = ((SQLException) getCause()).getSQLState();
    return state == null ? "" : state;
  }
}
