package io.confab.boot;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.confab.support.PostgresResource;
import io.confab.support.ServiceProcess;
import io.confab.support.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
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
      final ServiceProcess second = ServiceProcess.start(data, Map.of(), first.port());

      assertThat(second.awaitEnd()).isEqualTo(78);
      assertThat(second.output())
          .isEqualTo(
              "Confab already runs on the data in %s, as process %d%n"
                  .formatted(data.path(), first.pid()));
    }
  }

  @Test
  void namesWhoeverHasItsPort() throws IOException {
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
    final Map<String, String> configuration = new HashMap<>(PostgresResource.SECRETS);
    configuration.putAll(external.configuration());
    final Map<String, String> environment = ServiceProcess.environment(configuration);
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

  @Test
  void mintsDemoKeysThatStayWhileTheyWork() throws IOException {
    final Path file = data.path().resolve("demo.env");
    try (ServiceProcess service = ServiceProcess.start(data, Map.of()).awaitReady()) {
      assertThat(keys(file).awaitEnd()).isZero();
      final String first = Files.readString(file);
      assertThat(keys(file).awaitEnd()).isZero();

      assertThat(Files.readString(file)).isEqualTo(first).contains(service.uri().toString());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    final ServiceProcess without = keys(file);
    assertThat(without.awaitEnd()).isEqualTo(78);
    assertThat(without.output()).contains("Start it with ./run");
  }

  @Test
  void servesPhonesByHttpsUnderItsOwnAuthority() {
    final Map<String, String> environment =
        Map.of(
            "CONFAB_TLS", "true",
            "CONFAB_WELCOME", "true",
            "CONFAB_TLS_PORT", Integer.toString(PostgresCluster.freePort()));
    try (ServiceProcess service = ServiceProcess.start(data, environment).awaitReady()) {
      given()
          .accept("text/html")
          .get(service.uri().resolve("/phone"))
          .then()
          .statusCode(200)
          .body(containsString("/local-authority/confab.crt"));
      given()
          .accept("text/html")
          .redirects()
          .follow(false)
          .get(service.uri().resolve("/local-authority/call"))
          .then()
          .statusCode(303)
          .header("Location", "https://localhost:" + environment.get("CONFAB_TLS_PORT") + "/");
      given()
          .get(service.uri().resolve("/local-authority/confab.crt"))
          .then()
          .statusCode(200)
          .contentType("application/x-x509-ca-cert");
      given()
          .trustStore(trusting(data.path().resolve("tls/confab-local-authority.crt")))
          .get("https://localhost:" + environment.get("CONFAB_TLS_PORT") + "/q/health/live")
          .then()
          .statusCode(200);
    }
  }

  private ServiceProcess keys(final Path file) {
    return ServiceProcess.command(data, "keys", file.toString());
  }

  private static KeyStore trusting(final Path certificate) {
    try (InputStream file = Files.newInputStream(certificate)) {
      final KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(file));
      return store;
    } catch (final IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private Optional<Postmaster> postmaster() {
    return Postmaster.on(database());
  }

  private Path database() {
    return data.path().resolve("database");
  }
}
