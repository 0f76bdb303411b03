package io.confab.boot;

import io.quarkus.bootstrap.runner.RunnerClassLoader;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;

/**
 * What happens before Quarkus starts: the database and the secrets are found or made, and reach the
 * service as configuration.
 */
public final class Boot {
  private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
  private static final String DATA = "confab.data";
  private static final String TLS = "confab.tls";

  /** The URL that this process set itself, told apart from one that somebody configured. */
  private static final String OWN_URL = "confab.embedded-postgres.url";

  private static final int USAGE_ERROR = 78;

  private Boot() {}

  /** Prepares the start; what stands in its way is said in a sentence and ends the process. */
  public static void prepareOrExit() {
    orExit(() -> prepare(configuration()));
  }

  /** {@code ./run keys}: writes keys for the running service to a file. */
  public static void writeDemoKeys(final Path file) {
    orExit(
        () -> {
          final SmallRyeConfig config = configuration();
          final DataDirectory data = data(config);
          final ServiceAddress service =
              ServiceAddress.load(data.address())
                  .orElseThrow(
                      () ->
                          new StartException(
                              "Confab does not run on the data in %s. Start it with ./run, then"
                                      .formatted(data.path())
                                  + " ask for keys in a second terminal."));
          final SecretsFile secrets = SecretsFile.at(data.secrets());
          System.out.println(
              DemoKeys.into(file, service.uri(), InstallationSecrets.operatorKey(config, secrets)));
        });
  }

  private static void orExit(final Runnable work) {
    try {
      work.run();
    } catch (final StartException e) {
      System.err.println(e.getMessage());
      if (packaged()) {
        System.exit(USAGE_ERROR);
      }
      throw e;
    }
  }

  private static void prepare(final SmallRyeConfig config) {
    final boolean ownDatabase = needsDatabase(config);
    if (!ownDatabase && packaged() && config.getProfiles().contains("prod")) {
      // A server of a cluster: everything is configured, nothing is kept on this machine.
      InstallationSecrets.require(config);
      requireFreePorts(config);
      return;
    }
    final DataDirectory data = data(config);
    System.setProperty(DATA, data.path().toString());
    if (ownDatabase) {
      startDatabase(config, data);
    } else {
      requireFreePorts(config);
    }
    final SecretsFile secrets = SecretsFile.at(data.secrets());
    InstallationSecrets.provide(config, secrets, System.out);
    if (usesTls(config)) {
      LocalTls.prepare(data, secrets, Clock.systemUTC().instant());
    }
  }

  private static void requireFreePorts(final SmallRyeConfig config) {
    if (packaged()) {
      ports(config)
          .forEach(
              port ->
                  PortOwner.requireFree(config.getValue("quarkus.http.host", String.class), port));
    }
  }

  private static Set<Integer> ports(final SmallRyeConfig config) {
    final Set<Integer> ports = new TreeSet<>();
    ports.add(config.getValue("quarkus.http.port", Integer.class));
    if (usesTls(config)) {
      ports.add(config.getValue("quarkus.http.ssl-port", Integer.class));
    }
    return ports;
  }

  private static boolean usesTls(final SmallRyeConfig config) {
    return config.getOptionalValue(TLS, Boolean.class).orElse(false);
  }

  private static SmallRyeConfig configuration() {
    return ConfigUtils.configBuilder().build();
  }

  private static DataDirectory data(final SmallRyeConfig config) {
    return DataDirectory.at(
        config.getOptionalValue(DATA, Path.class).orElseGet(DataDirectory::usual));
  }

  private static boolean needsDatabase(final SmallRyeConfig config) {
    final String url = config.getOptionalValue(JDBC_URL, String.class).orElse(null);
    return url == null || url.equals(System.getProperty(OWN_URL));
  }

  private static void startDatabase(final SmallRyeConfig config, final DataDirectory data) {
    if (ImageMode.current() != ImageMode.JVM || !PostgresBinaries.present()) {
      throw new StartException(
          "This build carries no PostgreSQL for this machine; set QUARKUS_DATASOURCE_JDBC_URL");
    }
    // After a live reload the first round's lock and shutdown hook are still in place.
    final boolean first = System.getProperty(OWN_URL) == null;
    final InstanceLock lock = first ? InstanceLock.take(data) : null;
    // Behind the lock: whoever starts a second time hears of the first, not of its port.
    requireFreePorts(config);
    final EmbeddedPostgres postgres = EmbeddedPostgres.on(data, ports(config));
    postgres.configuration().forEach(System::setProperty);
    System.setProperty(OWN_URL, postgres.jdbcUrl());
    if (first) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(new StopPostgres(lock, postgres), "stop-postgres"));
    }
    if (packaged()) {
      postgres.keepAlive();
    }
  }

  /** Whether this is the packaged service, rather than development mode. */
  private static boolean packaged() {
    return ImageMode.current() != ImageMode.JVM
        || Thread.currentThread().getContextClassLoader() instanceof RunnerClassLoader;
  }
}
