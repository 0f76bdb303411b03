package io.confab.boot;

import java.io.IOException;
import java.util.List;

/**
 * Stops the embedded PostgreSQL at the end of the process, after the service has drained and let go
 * of its connections. Holds the instance lock until then.
 *
 * <p>In development mode this object outlives the class loader that made it, so what it still needs
 * by then is loaded beforehand or belongs to the JDK.
 */
final class StopPostgres implements Runnable {
  private static final long DRAIN_SECONDS = 120;

  private final InstanceLock lock;
  private final EmbeddedPostgres postgres;
  private final List<List<String>> commands;

  StopPostgres(final InstanceLock lock, final EmbeddedPostgres postgres) {
    this.lock = lock;
    this.postgres = postgres;
    this.commands = postgres.stopCommands();
  }

  @Override
  public void run() {
    try {
      if (!ServiceLife.awaitEnd(DRAIN_SECONDS)) {
        System.err.println("Confab has not drained in time; stopping its database all the same");
      }
      postgres.letGo();
      for (final List<String> command : commands) {
        if (new ProcessBuilder(command).start().waitFor() == 0) {
          break;
        }
      }
      lock.file().close();
    } catch (final IOException e) {
      System.err.println("The embedded PostgreSQL was not stopped: " + e.getMessage());
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
