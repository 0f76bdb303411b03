package io.confab.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * The database of an installation that has configured none: PostgreSQL beside the service, durable,
 * with a password on every connection, reachable from this machine only.
 *
 * <p>A server that already runs on the data (after a live reload, or orphaned by a killed service)
 * is adopted; one that is kept alive starts again on the same port when it dies.
 */
public final class EmbeddedPostgres {
  private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final String PASSWORD = "postgres.password.";

  private final PostgresCluster cluster;
  private final SecretsFile secrets;
  private Postmaster postmaster;
  private boolean stopping;

  private EmbeddedPostgres(final PostgresCluster cluster, final SecretsFile secrets) {
    this.cluster = cluster;
    this.secrets = secrets;
  }

  /**
   * Starts, or adopts, the server on a data directory and makes sure that its roles exist.
   *
   * @param reserved ports that look free and are not: the service is about to listen there
   * @throws StartException when PostgreSQL does not come up within 120 seconds
   */
  static EmbeddedPostgres on(final DataDirectory data, final Set<Integer> reserved) {
    return on(data, data.path(), reserved);
  }

  /** The same, with the unpacked programs in a directory that several databases share. */
  public static EmbeddedPostgres on(final DataDirectory data, final Path programs) {
    return on(data, programs, Set.of());
  }

  private static EmbeddedPostgres on(
      final DataDirectory data, final Path programs, final Set<Integer> reserved) {
    final SecretsFile secrets = SecretsFile.at(data.secrets());
    final boolean created = Files.isDirectory(data.database());
    if (created && !secrets.holds(PASSWORD + PostgresCluster.SUPERUSER)) {
      throw new StartException(
          "The database in %s needs the passwords of %s: put that file back, or move both away"
              .formatted(data.database(), data.secrets()));
    }
    final String password = password(secrets, PostgresCluster.SUPERUSER);
    final Path home = PostgresBinaries.unpackInto(programs);
    if (!created) {
      PostgresCluster.create(home, data, password);
    }
    final var postgres = new EmbeddedPostgres(new PostgresCluster(home, data), secrets);
    postgres.startOrAdopt(reserved);
    return postgres;
  }

  private synchronized void startOrAdopt(final Set<Integer> reserved) {
    postmaster =
        cluster
            .running()
            .orElseGet(() -> cluster.startOnOneOf(() -> PostgresCluster.freePortBut(reserved)));
    new DatabaseRoles(postmaster.port(), password(secrets, PostgresCluster.SUPERUSER))
        .ensure(password(secrets, DatabaseRoles.OWNER), password(secrets, DatabaseRoles.APP));
  }

  /**
   * Starts the server again whenever it dies, until it is told to stop.
   *
   * <p>Looks rather than listens: in a container whose first process buries nobody, the end of a
   * process that is not our child is never reported.
   */
  void keepAlive() {
    Thread.ofVirtual()
        .name("watch-postgres")
        .start(
            () -> {
              do {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
              } while (reviveIfDead());
            });
  }

  /** False once there is nothing left to watch. */
  private synchronized boolean reviveIfDead() {
    if (stopping) {
      return false;
    }
    if (cluster.isUp()) {
      return true;
    }
    LOG.warn("The embedded PostgreSQL died; starting it again");
    try {
      final int port = postmaster.port();
      postmaster = cluster.startOnOneOf(() -> port);
    } catch (final StartException e) {
      LOG.error("The embedded PostgreSQL does not come back yet", e);
    }
    return true;
  }

  /** Where the service connects, and as whom, as Quarkus' configuration names it. */
  public Map<String, String> configuration() {
    return Map.of(
        "quarkus.datasource.jdbc.url", jdbcUrl(),
        "quarkus.datasource.username", DatabaseRoles.APP,
        "quarkus.datasource.password", password(secrets, DatabaseRoles.APP),
        "quarkus.flyway.username", DatabaseRoles.OWNER,
        "quarkus.flyway.password", password(secrets, DatabaseRoles.OWNER));
  }

  /** The JDBC URL of Confab's database. */
  public synchronized String jdbcUrl() {
    return DatabaseRoles.url(postmaster.port(), DatabaseRoles.DATABASE);
  }

  /** The server's process id: the same after a reload that adopted it. */
  synchronized long pid() {
    return postmaster.process().pid();
  }

  /** From here on a server that ends was told to. */
  synchronized void letGo() {
    stopping = true;
  }

  /** The commands that stop the server, gentlest first. */
  List<List<String>> stopCommands() {
    return cluster.stopCommands();
  }

  /** Stops the server with a checkpoint. Call it only when the service has let go of it. */
  public void stop() {
    letGo();
    for (final List<String> words : stopCommands()) {
      if (new Command(words).run().succeeded()) {
        return;
      }
    }
  }

  private static String password(final SecretsFile secrets, final String role) {
    return secrets.valueOr(PASSWORD + role, RandomSecret::password);
  }
}
