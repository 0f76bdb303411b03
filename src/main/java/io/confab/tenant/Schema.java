package io.confab.tenant;

import jakarta.inject.Singleton;
import java.sql.SQLException;

/**
 * Whether the database has the tables that this build works with. Until it has, {@link
 * Transactions} begins nothing, as though the database were away: half a schema is worse than none.
 */
@Singleton
public final class Schema {
  /** SQLSTATE {@code cannot_connect_now}. */
  private static final String NOT_YET = "57P03";

  private volatile boolean current;

  /** From here on the database may be used. */
  public void becomeCurrent() {
    current = true;
  }

  /** Lets work on a current schema pass, and tells other work to come again. */
  void requireCurrent() {
    if (!current) {
      throw new DatabaseException(
          new SQLException("The database has not been migrated yet", NOT_YET));
    }
  }
}
