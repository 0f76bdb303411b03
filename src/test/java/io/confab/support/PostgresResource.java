package io.confab.support;

import io.confab.boot.DataDirectory;
import io.confab.boot.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/**
 * The PostgreSQL of a test run: the one that {@code ./run} uses, as durable and as locked, on data of
 * its own below {@code target}. Registered in {@code META-INF/services}, so that every {@code
 * QuarkusTest} has it without asking.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
  private EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    postgres = EmbeddedPostgres.on(DataDirectory.at(Path.of("target", "test-data")));
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::stop, "stop-test-postgres"));
    return postgres.configuration();
  }

  @Override
  public void stop() {
    // At the end of the process, when no test class still holds connections.
  }
}
