package io.confab.tenant;

import java.sql.SQLException;

/**
 * PostgreSQL refused or could not be reached. Callers see {@code unavailable} unless they know
 * better.
 */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Wraps what the driver said. */
  public DatabaseException(final SQLException cause) {
    super(cause);
  }

  /** The five-character SQLSTATE, or an empty string where the driver gave none. */
  public String sqlState() {
    final String state = ((SQLException) getCause()).getSQLState();
    return state == null ? "" : state;
  }
}
