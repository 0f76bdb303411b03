package io.confab.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.support.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

/**
 * The embedded database against real PostgreSQL processes. The tests share one cluster: each adopts
 * the server that the one before left running, or starts the one that it stopped.
 */
final class EmbeddedPostgresTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static TestData data;
  private EmbeddedPostgres postgres;

  @BeforeAll
  static void makeData() {
    data = TestData.fresh();
  }

  @BeforeEach
  void start() {
    postgres = open();
  }

  @AfterEach
  void letGo() {
    postgres.letGo();
  }

  @AfterAll
  static void removeData() {
    open().stop();
    data.delete();
  }

  @Test
  void isDurableAsTheRuntimeRoleSeesIt() throws SQLException {
    try (Connection connection = connect(DatabaseRoles.APP)) {
      assertThat(value(connection, "show fsync")).isEqualTo("on");
      assertThat(value(connection, "show synchronous_commit")).isEqualTo("on");
      assertThat(value(connection, "show full_page_writes")).isEqualTo("on");
      assertThat(value(connection, "show data_checksums")).isEqualTo("on");
    }
  }

  @Test
  void listensOnThisMachineOnly() throws SQLException {
    try (Connection connection = connect(PostgresCluster.SUPERUSER)) {
      assertThat(value(connection, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(value(connection, "show unix_socket_directories")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "confab_owner", "confab_app"})
  void refusesAWrongPassword(final String role) {
    assertThatThrownBy(() -> connect(role, "wrong"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void givesTheRuntimeRoleNoPower() throws SQLException {
    try (Connection connection = connect(DatabaseRoles.APP)) {
      final String powers =
          "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication"
              + " from pg_roles where rolname = current_user";
      assertThat(value(connection, powers)).isEqualTo("f");
      assertThatThrownBy(() -> value(connection, "create table mine (id int)"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void adoptsAServerThatAlreadyRuns() {
    final EmbeddedPostgres second = open();

    assertThat(second.pid()).isEqualTo(postgres.pid());
    assertThat(second.jdbcUrl()).isEqualTo(postgres.jdbcUrl());
  }

  @Test
  void keepsDataOverARestart() throws SQLException {
    write("kept");
    postgres.stop();
    postgres = open();

    assertThat(read()).isEqualTo("kept");
  }

  @Test
  void comesBackOnTheSamePortWhenItIsKilled() throws Exception {
    write("committed");
    postgres.keepAlive();
    final long killed = postgres.pid();
    final String url = postgres.jdbcUrl();
    ProcessHandle.of(killed).orElseThrow().destroyForcibly();

    await(() -> postgres.pid() != killed);

    assertThat(postgres.jdbcUrl()).isEqualTo(url);
    assertThat(read()).isEqualTo("committed");
  }

  @Test
  void isNotFooledByAProcessThatInheritedTheNumber() throws Exception {
    postgres.stop();
    final Path file = data.path().resolve("database").resolve(Postmaster.FILE);
    final String self = Long.toString(ProcessHandle.current().pid());
    Files.writeString(
        file, String.join("\n", self, file.getParent().toString(), "0", "1", "", "", "", "ready"));

    postgres = open();

    assertThat(postgres.pid()).isNotEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void makesTheDatabaseAnewWhenTheFirstStartWasInterrupted() throws IOException {
    final TestData interrupted = TestData.fresh();
    final Path draft = Files.createDirectories(interrupted.path().resolve("database.new"));
    Files.writeString(draft.resolve("PG_VERSION"), "17");

    open(interrupted).stop();

    assertThat(draft).doesNotExist();
    interrupted.delete();
  }

  @Test
  void refusesADatabaseWhosePasswordsAreGone() throws IOException {
    postgres.stop();
    final Path secrets = data.path().resolve("secrets.properties");
    final Path away = Files.move(secrets, data.path().resolve("away"));

    assertThatThrownBy(EmbeddedPostgresTest::open)
        .isInstanceOf(StartException.class)
        .hasMessageContaining(secrets.toString());
    Files.move(away, secrets);
  }

  @Test
  void keepsItsSecretsToItsOwner() throws IOException {
    final Path secrets = data.path().resolve("secrets.properties");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
        .isEqualTo("rw-------");
  }

  private static EmbeddedPostgres open() {
    return open(data);
  }

  private static EmbeddedPostgres open(final TestData where) {
    return EmbeddedPostgres.on(DataDirectory.at(where.path()), TestData.PROGRAMS);
  }

  private void write(final String text) throws SQLException {
    try (Connection connection = connect(DatabaseRoles.OWNER);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists note");
      statement.execute("create table note (body text)");
      statement.execute("insert into note values ('" + text + "')");
    }
  }

  private String read() throws SQLException {
    try (Connection connection = connect(DatabaseRoles.OWNER)) {
      return value(connection, "select body from note");
    }
  }

  private Connection connect(final String role) throws SQLException {
    final String password =
        SecretsFile.at(data.path().resolve("secrets.properties"))
            .valueOr("postgres.password." + role, () -> "");
    return connect(role, password);
  }

  private Connection connect(final String role, final String password) throws SQLException {
    final Properties properties = new Properties();
    properties.setProperty("user", role);
    properties.setProperty("password", password);
    return new Driver().connect(postgres.jdbcUrl(), properties);
  }

  private static String value(final Connection connection, final String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void await(final BooleanSupplier condition) throws InterruptedException {
    final long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(giveUp);
      Thread.sleep(50);
    }
  }
}
