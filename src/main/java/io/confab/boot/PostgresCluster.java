package io.confab.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** A database directory and the server on it: initialised, started or adopted, stopped. */
final class PostgresCluster {
  private static final Logger LOG = Logger.getLogger(PostgresCluster.class);

  /** Long enough for crash recovery on a slow disk. */
  private static final Duration START_WAIT = Duration.ofSeconds(120);

  private static final Duration LET_GO_WAIT = Duration.ofSeconds(5);
  private static final Duration STOP_WAIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int START_ATTEMPTS = 5;

  /** The cluster's first role: makes the others, and runs nothing else. */
  static final String SUPERUSER = "postgres";

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** Said again at each start, so that no edit of the data directory can take durability away. */
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "password_encryption=scram-sha-256",
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "max_connections=100",
          // What people say to each other stays out of the server's log.
          "log_min_error_statement=panic",
          "log_error_verbosity=terse");

  private final Path home;
  private final Path database;
  private final PostgresAccount account;
  private final Path log;

  PostgresCluster(final Path home, final DataDirectory data) {
    this.home = home;
    this.database = data.database();
    this.log = data.log();
    this.account = PostgresAccount.owning(database);
  }

  /**
   * Makes the cluster beside its final place, so that one half made is never mistaken for whole.
   */
  static void create(final Path home, final DataDirectory data, final String superuserPassword) {
    final Path draft = data.emptyDraft();
    try {
      final Path password = Files.createTempFile(data.path(), "initdb-", ".pw", OWNER_ONLY);
      try {
        Files.writeString(password, superuserPassword + "\n");
        initdb(home, draft, password)
            .behind(PostgresAccount.owning(draft).prefix())
            .orFail("PostgreSQL cannot make a database in " + draft);
      } finally {
        Files.delete(password);
      }
      Files.move(draft, data.database(), StandardCopyOption.ATOMIC_MOVE);
    } catch (final IOException e) {
      throw new StartException("Confab cannot prepare " + data.database(), e);
    }
  }

  private static Command initdb(final Path home, final Path directory, final Path passwordFile) {
    return new Command(
        List.of(
            home.resolve("bin/initdb").toString(),
            "--pgdata=" + directory,
            "--username=" + SUPERUSER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--data-checksums",
            "--no-instructions"));
  }

  /** The server that already runs here, once it is ready; one that is stopping is waited out. */
  Optional<Postmaster> running() {
    final long giveUp = System.nanoTime() + START_WAIT.toNanos();
    Optional<Postmaster> found = Postmaster.on(database);
    while (found.isPresent() && !found.get().isReady() && System.nanoTime() < giveUp) {
      pause();
      found = Postmaster.on(database);
    }
    return found.filter(Postmaster::isReady);
  }

  /**
   * Starts the server and waits until it takes connections. Tries again when somebody else was
   * faster at the port, or while the children of a killed server still hold its memory.
   */
  Postmaster startOnOneOf(final IntSupplier ports) {
    for (int attempt = 1; attempt < START_ATTEMPTS; attempt++) {
      try {
        return start(ports.getAsInt());
      } catch (final StartException e) {
        LOG.debug("PostgreSQL did not start, trying again", e);
        pause();
      }
    }
    return start(ports.getAsInt());
  }

  private Postmaster start(final int port) {
    forgetDeadPostmaster();
    final StringBuilder options = new StringBuilder("-p ").append(port);
    SETTINGS.forEach(setting -> options.append(" -c ").append(setting));
    program(
            "pg_ctl",
            "start",
            "--pgdata=" + database,
            "--log=" + log,
            "--wait",
            "--timeout=" + START_WAIT.toSeconds(),
            "--options=" + options)
        .orFail("PostgreSQL does not start on " + database + " (see " + log + ")");
    return running()
        .orElseThrow(() -> new StartException("PostgreSQL went away again; see " + log));
  }

  /**
   * The commands that stop the server, to be tried in turn: wait for connections to end, end them,
   * leave the rest to crash recovery.
   */
  List<List<String>> stopCommands() {
    return List.of(stop("smart", LET_GO_WAIT), stop("fast", STOP_WAIT), stop("immediate", POLL));
  }

  private List<String> stop(final String mode, final Duration wait) {
    return program(
            "pg_ctl",
            "stop",
            "--silent",
            "--pgdata=" + database,
            "--mode=" + mode,
            "--wait",
            "--timeout=" + Math.max(1, wait.toSeconds()))
        .words();
  }

  /** PostgreSQL itself would mistake any live process of that number for its predecessor. */
  private void forgetDeadPostmaster() {
    if (Postmaster.on(database).isEmpty()) {
      try {
        Files.deleteIfExists(database.resolve(Postmaster.FILE));
      } catch (final IOException e) {
        throw new StartException("Confab cannot remove a stale " + Postmaster.FILE, e);
      }
    }
  }

  /** A port that nobody uses at this moment, and that is none of those. */
  static int freePortBut(final Set<Integer> reserved) {
    return IntStream.generate(PostgresCluster::freePort)
        .filter(port -> !reserved.contains(port))
        .findFirst()
        .getAsInt();
  }

  /** A port that nobody uses at this moment. */
  static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (final IOException e) {
      throw new StartException("This machine has no free port on its loopback address", e);
    }
  }

  /** Whether a server runs here at this moment. */
  boolean isUp() {
    return Postmaster.on(database).isPresent();
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("The start was interrupted", e);
    }
  }

  private Command program(final String name, final String... arguments) {
    final String path = home.resolve("bin").resolve(name).toString();
    return new Command(List.of(arguments)).behind(List.of(path)).behind(account.prefix());
  }
}
