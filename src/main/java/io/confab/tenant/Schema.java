package io.confab.tenant;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whether the database has the tables that this build works with. Until it has, {@link
 * Transactions} begins nothing, as though the database were away: half a schema is worse than none.
 */
@Singleton
public final class Schema {
  /** SQLSTATE {@code cannot_connect_now}. */
  private static final String NOT_YET = "57P03";

  private final CompletableFuture<Void> current = new CompletableFuture<>();

  /** From here on the database may be used. */
  public void becomeCurrent() {
    current.complete(null);
  }

  /** Completes once the database may be used. */
  public CompletionStage<Void> whenCurrent() {
    return current.minimalCompletionStage();
  }

  /** Lets work on a current schema pass, and tells other work to come again. */
  void requireCurrent() {
    if (!current.isDone()) {
      throw new DatabaseException(
          new SQLException("The database has not been migrated yet", NOT_YET));
    }
  }
}
