package io.confab.boot;

import java.sql.SQLException;
import java.util.List;

/** How far the database is on its way to this build's schema. */
enum MigrationState {
  RUNNING("The database is being migrated"),
  UNREACHABLE("PostgreSQL cannot be reached"),
  REFUSED("PostgreSQL refuses the role that owns the schema, or has no such database"),
  FAILED("The migration of the database fails"),
  DONE("The database is migrated");

  /** SQLSTATE classes: connection, resources, PostgreSQL starting or stopping. */
  private static final List<String> AWAY = List.of("08", "53", "57P");

  /** SQLSTATE classes: authorisation, catalogue name. */
  private static final List<String> WRONG_LOGIN = List.of("28", "3D");

  private final String sentence;

  MigrationState(final String sentence) {
    this.sentence = sentence;
  }

  /** What an operator reads; it tells neither addresses nor names. */
  String sentence() {
    return sentence;
  }

  /** What stands in the way, judged by the first SQLSTATE behind a failure. */
  static MigrationState behind(final Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return of(sql.getSQLState());
      }
    }
    return FAILED;
  }

  private static MigrationState of(final String sqlState) {
    if (AWAY.stream().anyMatch(sqlState::startsWith)) {
      return UNREACHABLE;
    }
    return WRONG_LOGIN.stream().anyMatch(sqlState::startsWith) ? REFUSED : FAILED;
  }
}
