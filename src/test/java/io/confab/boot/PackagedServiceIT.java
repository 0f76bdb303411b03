package io.confab.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.support.PostgresResource;
import io.confab.support.ServiceProcess;
import io.confab.support.TestData;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the packaged service starts, ends and comes back: real processes, real signals. */
final class PackagedServiceIT {
  private static final String KEY_IS_SHOWN = "Your operator key, shown this once: cfb_op_";

  private TestData data;

  @BeforeEach
  void makeData() {
    data = TestData.fresh();
  }

  @AfterEach
  void removeData() {
    postmaster().ifPresent(left -> left.process().destroyForcibly());
    data.delete();
  }

  @Test
  void showsTheOperatorKeyOnceAndStopsItsDatabase() {
    try (ServiceProcess first = ServiceProcess.start(data, Map.of()).awaitReady()) {
      assertThat(first.output()).containsOnlyOnce(KEY_IS_SHOWN);
      assertThat(postmaster()).isPresent();
    }
    assertThat(postmaster()).isEmpty();

    try (ServiceProcess second = ServiceProcess.start(data, Map.of()).awaitReady()) {
      assertThat(second.output()).doesNotContain(KEY_IS_SHOWN);
    }
  }

  @Test
  void adoptsTheDatabaseThatAKilledServiceLeftBehind() {
    final ServiceProcess killed = ServiceProcess.start(data, Map.of()).awaitReady();
    final long orphan = postmaster().orElseThrow().process().pid();
    killed.kill();
    assertThat(postmaster()).isPresent();

    try (ServiceProcess next = ServiceProcess.start(data, Map.of()).awaitReady()) {
      assertThat(postmaster().orElseThrow().process().pid()).isEqualTo(orphan);
      assertThat(next.output()).doesNotContain(KEY_IS_SHOWN);
    }
    assertThat(postmaster()).isEmpty();
  }

  @Test
  void refusesASecondServiceOnTheSameData() {
    try (ServiceProcess first = ServiceProcess.start(data, Map.of()).awaitReady()) {
      final ServiceProcess second = ServiceProcess.start(data, Map.of());

      assertThat(second.awaitEnd()).isEqualTo(78);
      assertThat(second.output())
          .isEqualTo(
              "Confab already runs on the data in %s, as process %d%n"
                  .formatted(data.path(), first.pid()));
    }
  }

  @Test
  void leavesNoDatabaseBehindWhenItsPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      final ServiceProcess service = ServiceProcess.start(data, Map.of(), taken.getLocalPort());

      assertThat(service.awaitEnd()).isNotZero();
      assertThat(postmaster()).isEmpty();
    }
  }

  @Test
  void usesTheDatabaseThatIsConfigured() {
    final TestData elsewhere = TestData.fresh();
    final EmbeddedPostgres external =
        EmbeddedPostgres.on(DataDirectory.at(elsewhere.path()), TestData.PROGRAMS);
    final Map<String, String> environment = new HashMap<>(environment(external.configuration()));
    environment.putAll(environment(PostgresResource.SECRETS));
    try (ServiceProcess service = ServiceProcess.start(data, environment).awaitReady()) {
      assertThat(data.path().resolve("database")).doesNotExist();
      assertThat(data.path().resolve("secrets.properties")).doesNotExist();
      assertThat(service.output()).contains(external.jdbcUrl());
    } finally {
      external.stop();
      elsewhere.delete();
    }
  }

  @Test
  void asksForTheSecretsThatAConfiguredDatabaseNeeds() {
    final ServiceProcess service =
        ServiceProcess.start(data, Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://db/x"));

    assertThat(service.awaitEnd()).isEqualTo(78);
    assertThat(service.output().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("confab.master-key is not set"))
        .anyMatch(line -> line.startsWith("confab.operator-key is not set"))
        .anyMatch(line -> line.startsWith("confab.pepper is not set"));
  }

  private Optional<Postmaster> postmaster() {
    return Postmaster.on(database());
  }

  private Path database() {
    return data.path().resolve("database");
  }

  private static Map<String, String> environment(final Map<String, String> configuration) {
    final Map<String, String> environment = new HashMap<>();
    configuration.forEach(
        (name, value) ->
            environment.put(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value));
    return environment;
  }
}
