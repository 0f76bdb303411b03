package io.confab.support;

import io.confab.boot.DataDirectory;
import io.confab.boot.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * The PostgreSQL of a test run: the one that {@code ./run} uses, as durable and as locked, on fresh
 * data below {@code target}. Registered in {@code META-INF/services}, so that every {@code
 * QuarkusTest} has it without asking.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

  /** The secrets of a test run, by configuration name. Known to everybody, so worth nothing. */
  public static final Map<String, String> SECRETS =
      Map.of(
          "confab.master-key", "dGVzdC1tYXN0ZXIta2V5LW9mLTMyLWJ5dGVzLTEyMzQ=",
          "confab.pepper", "dGVzdC1wZXBwZXItb2YtZXhhY3RseS0zMi1ieXRlczE=",
          "confab.operator-key", "cfb_op_the-operator-key-of-a-test-run");

  private EmbeddedPostgres postgres;
  private TestData data;

  @Override
  public Map<String, String> start() {
    data = TestData.fresh();
    postgres = EmbeddedPostgres.on(new DataDirectory(data.path()), TestData.PROGRAMS);
    final Map<String, String> configuration = new HashMap<>(SECRETS);
    configuration.putAll(postgres.configuration());
    return configuration;
  }

  @Override
  public void stop() {
    if (postgres != null) {
      postgres.stop();
      data.delete();
    }
  }
}
