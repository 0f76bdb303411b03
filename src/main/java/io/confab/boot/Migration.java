package io.confab.boot;

import io.confab.tenant.Schema;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Brings the database to this build's schema, however long the database stays away. Meanwhile the
 * service lives, is not ready, and refuses whatever needs the database for the time being.
 */
@Singleton
final class Migration {
  private static final Logger LOG = Logger.getLogger(Migration.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /** Longer than a connection attempt may take; short of what makes a supervisor impatient. */
  private static final Duration HEAD_START = Duration.ofSeconds(20);

  private final Flyway flyway;
  private final Schema schema;
  private final CountDownLatch firstAttempt = new CountDownLatch(1);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private volatile MigrationState state = MigrationState.RUNNING;
  private MigrationState told;

  Migration(final Flyway flyway, final Schema schema) {
    this.flyway = flyway;
    this.schema = schema;
  }

  /** Waits for one attempt, so that a service whose database is there refuses nobody. */
  void start(@Observes @Priority(1) final StartupEvent event) throws InterruptedException {
    Thread.ofVirtual().name("migration").start(this::untilDone);
    if (!firstAttempt.await(HEAD_START.toSeconds(), TimeUnit.SECONDS)) {
      LOG.warn("The migration of the database takes long; the service starts meanwhile");
    }
  }

  void stop(@Observes final ShutdownEvent event) {
    stopping.countDown();
  }

  MigrationState state() {
    return state;
  }

  /** Completes once the database may be used. */
  CompletionStage<Void> done() {
    return done.minimalCompletionStage();
  }

  private void untilDone() {
    boolean again;
    try {
      again = !attempt();
    } finally {
      firstAttempt.countDown();
    }
    Duration pause = FIRST_PAUSE;
    while (again && !isStoppedWithin(pause)) {
      again = !attempt();
      final Duration twice = pause.multipliedBy(2);
      pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
  }

  private boolean attempt() {
    try {
      // Connects: what takes long from here on is the migration.
      flyway.info();
      state = MigrationState.RUNNING;
      flyway.migrate();
    } catch (final RuntimeException e) {
      state = MigrationState.behind(e);
      tell(state, e);
      return false;
    }
    schema.becomeCurrent();
    state = MigrationState.DONE;
    if (told != null) {
      LOG.info(state.sentence());
    }
    done.complete(null);
    return true;
  }

  /** One line for each turn of events, not for each attempt. */
  private void tell(final MigrationState obstacle, final Throwable cause) {
    if (obstacle == told) {
      LOG.debugf(cause, "%s still", obstacle.sentence());
    } else if (obstacle == MigrationState.FAILED) {
      LOG.errorf(cause, "%s; trying again until it succeeds", obstacle.sentence());
    } else {
      LOG.warnf("%s; trying again until it succeeds: %s", obstacle.sentence(), rootOf(cause));
    }
    told = obstacle;
  }

  private static String rootOf(final Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  private boolean isStoppedWithin(final Duration pause) {
    try {
      return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (final InterruptedException e) {
      return true;
    }
  }
}
