package io.confab.boot;

import io.confab.support.TestData;
import java.util.Map;

/** A PostgreSQL that the service does not own: it goes away and comes back on the same address. */
final class ExternalPostgres implements AutoCloseable {
  private final TestData data = TestData.fresh();
  private final Map<String, String> configuration;
  private final PostgresCluster cluster;
  private final int port;

  /** A server with the two roles and the database, and nothing in it. */
  ExternalPostgres() {
    final DataDirectory directory = DataDirectory.at(data.path());
    configuration = EmbeddedPostgres.on(directory, TestData.PROGRAMS).configuration();
    cluster = new PostgresCluster(PostgresBinaries.unpackInto(TestData.PROGRAMS), directory);
    port = cluster.running().orElseThrow().port();
  }

  /** Where it is and who may enter, as Quarkus' configuration names it. */
  Map<String, String> configuration() {
    return configuration;
  }

  /** {@code kill -9}. */
  void kill() {
    final ProcessHandle server = cluster.running().orElseThrow().process();
    server.destroyForcibly();
    server.onExit().join();
  }

  void stop() {
    for (final var words : cluster.stopCommands()) {
      if (new Command(words).run().succeeded()) {
        return;
      }
    }
  }

  void startAgain() {
    cluster.startOnOneOf(() -> port);
  }

  @Override
  public void close() {
    if (cluster.isUp()) {
      stop();
    }
    data.delete();
  }
}
