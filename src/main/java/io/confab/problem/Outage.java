package io.confab.problem;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;

/** Tells a database that is away from a statement that is wrong. */
public final class Outage {
  /** SQLSTATE classes: connection, resources (disk full too), operator intervention, system. */
  private static final List<String> CLASSES = List.of("08", "53", "57", "58");

  private Outage() {}

  /** Whether PostgreSQL could not be asked, or a connection was waited for in vain. */
  public static boolean caused(final Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientException) {
        return true;
      }
      if (cause instanceof SQLException sql) {
        final String state = sql.getSQLState();
        return state == null || CLASSES.stream().anyMatch(state::startsWith);
      }
    }
    return false;
  }
}
