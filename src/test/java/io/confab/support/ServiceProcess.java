package io.confab.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service as a process of its own, the way {@code ./run} starts it. */
public final class ServiceProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final Process process;
  private final Path output;
  private final int port;

  private ServiceProcess(final Process process, final Path output, final int port) {
    this.process = process;
    this.output = output;
    this.port = port;
  }

  /** Starts the service on a data directory and a free port, with more environment if need be. */
  public static ServiceProcess start(final TestData data, final Map<String, String> environment) {
    return start(data, environment, freePort());
  }

  /** Starts the service on a port that may be taken. */
  public static ServiceProcess start(
      final TestData data, final Map<String, String> environment, final int port) {
    return launch(data, environment, port, List.of());
  }

  /** Runs one of the service's commands, such as {@code keys}, on a data directory. */
  public static ServiceProcess command(final TestData data, final String... words) {
    return launch(data, Map.of(), 0, List.of(words));
  }

  private static ServiceProcess launch(
      final TestData data,
      final Map<String, String> environment,
      final int port,
      final List<String> words) {
    try {
      final Path output = Files.createTempFile(data.path(), "service-", ".out");
      final ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-jar",
              JAR.toString());
      builder.command().addAll(words);
      builder.environment().put("CONFAB_DATA", data.path().toString());
      builder.environment().put("CONFAB_PORT", Integer.toString(port));
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      return new ServiceProcess(builder.start(), output, port);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Configuration as the environment of a process names it. */
  public static Map<String, String> environment(final Map<String, String> configuration) {
    final Map<String, String> environment = new HashMap<>();
    configuration.forEach(
        (name, value) ->
            environment.put(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value));
    return environment;
  }

  /** Waits until the service says that it is ready. */
  public ServiceProcess awaitReady() {
    return awaitHealthy("/q/health/ready");
  }

  /** Waits until the service says that it lives, ready or not. */
  public ServiceProcess awaitLive() {
    return awaitHealthy("/q/health/live");
  }

  private ServiceProcess awaitHealthy(final String check) {
    final long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!isHealthy(check)) {
      if (!process.isAlive() || System.nanoTime() > giveUp) {
        throw new AssertionError("The service does not pass " + check + ":\n" + output());
      }
      pause();
    }
    return this;
  }

  /** Waits until the process has ended by itself, and returns its exit status. */
  public int awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("The service does not end:\n" + output());
      }
      return process.exitValue();
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** {@code kill -9}, waited out. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** {@code SIGTERM}, waited out. */
  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  public URI uri() {
    return URI.create("http://localhost:" + port);
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /** Everything it has printed so far. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isHealthy(final String check) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      final HttpRequest request =
          HttpRequest.newBuilder(uri().resolve(check)).timeout(Duration.ofSeconds(10)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (final IOException e) {
      return false;
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
