package io.confab.tenant;

import java.sql.Connection;
import java.sql.SQLException;

/** Work on one JDBC connection inside a transaction that {@link Transactions} owns. */
@FunctionalInterface
public interface SqlWork<T> {
  /** Does the work; committing, rolling back and closing are not its business. */
  T on(Connection connection) throws SQLException;
}
