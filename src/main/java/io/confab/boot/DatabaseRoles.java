package io.confab.boot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/**
 * The two roles of an embedded database: one owns it and migrates it, the other serves requests,
 * owns nothing and is bound by row-level security.
 */
final class DatabaseRoles {
  static final String DATABASE = "confab";
  static final String OWNER = "confab_owner";
  static final String APP = "confab_app";

  private static final String PLAIN_LOGIN =
      "login nosuperuser nocreatedb nocreaterole noreplication nobypassrls";

  private final int port;
  private final String superuserPassword;

  DatabaseRoles(final int port, final String superuserPassword) {
    this.port = port;
    this.superuserPassword = superuserPassword;
  }

  static String url(final int port, final String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** Makes what is missing and sets the passwords; changes nothing that is already so. */
  void ensure(final String ownerPassword, final String appPassword) {
    try {
      try (Connection cluster = connect("postgres")) {
        ensureRole(cluster, OWNER, ownerPassword);
        ensureRole(cluster, APP, appPassword);
        ensureDatabase(cluster);
      }
      try (Connection database = connect(DATABASE);
          Statement statement = database.createStatement()) {
        statement.execute("revoke all on schema public from public");
        statement.execute("grant usage on schema public to " + APP);
      }
    } catch (final SQLException e) {
      throw new StartException("Confab cannot prepare its roles in the embedded PostgreSQL", e);
    }
  }

  private static void ensureRole(
      final Connection connection, final String role, final String password) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!exists(statement, "select 1 from pg_roles where rolname = '" + role + "'")) {
        statement.execute("create role " + role + " " + PLAIN_LOGIN);
      }
    }
    // Hashed on this side: no password travels or reaches a log.
    connection
        .unwrap(PGConnection.class)
        .alterUserPassword(role, password.toCharArray(), "scram-sha-256");
  }

  private static void ensureDatabase(final Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!exists(statement, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
        statement.execute("create database " + DATABASE + " owner " + OWNER);
      }
      statement.execute("revoke all on database " + DATABASE + " from public");
      statement.execute("grant connect on database " + DATABASE + " to " + APP);
    }
  }

  private static boolean exists(final Statement statement, final String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private Connection connect(final String database) throws SQLException {
    final Properties properties = new Properties();
    properties.setProperty("user", PostgresCluster.SUPERUSER);
    properties.setProperty("password", superuserPassword);
    return new Driver().connect(url(port, database), properties);
  }
}
