package io.confab.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.ConfigProvider;

/** A hand on PostgreSQL that the service does not have: its owner's. */
public final class DatabaseOwner implements AutoCloseable {
  private final Connection owner = connect("quarkus.flyway.username", "quarkus.flyway.password");
  private final Connection service =
      connect("quarkus.datasource.username", "quarkus.datasource.password");

  /** Cuts the service off from PostgreSQL, until {@link #letIn}. */
  public void turnAway() {
    run(owner, "alter database confab connection limit 0");
    run(
        service,
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where usename = current_user and pid <> pg_backend_pid()");
  }

  /** Lets the service come back. */
  public void letIn() {
    run(owner, "alter database confab connection limit -1");
  }

  /** Holds a table, so that whoever reads it waits until {@link #release}. */
  public void hold(final String table) {
    run(owner, "begin");
    run(owner, "lock table " + table + " in access exclusive mode");
  }

  /** Waits until somebody waits for a table that is held. */
  public void awaitWaiter() {
    final long end = System.nanoTime() + 30_000_000_000L;
    while (System.nanoTime() < end) {
      if (isAwaited()) {
        return;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("Nobody waits for the table");
  }

  /** Lets go of the tables that are held. */
  public void release() {
    run(owner, "commit");
  }

  @Override
  public void close() {
    try (owner;
        service) {
      letIn();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isAwaited() {
    try (Statement statement = service.createStatement();
        ResultSet row =
            statement.executeQuery("select exists (select from pg_locks where not granted)")) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(final Connection connection, final String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect(final String user, final String password) {
    try {
      return DriverManager.getConnection(
          setting("quarkus.datasource.jdbc.url"), setting(user), setting(password));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String setting(final String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
