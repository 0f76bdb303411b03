package io.confab.turn;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A coturn of its own on loopback, run with the configuration that we ship. */
final class Coturn implements AutoCloseable {
  private static final Path BASE = Path.of("deploy/coturn/turnserver.conf").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int RELAY_PORTS = 100;

  private final Path directory;
  private final Process process;
  private final int port;

  /** What one run of {@code turnutils_uclient} ended with. */
  record Outcome(int exitCode, String output) {
    boolean relayed() {
      return exitCode == 0 && output.contains("tot_recv_msgs=6");
    }
  }

  private Coturn(final Path directory, final Process process, final int port) {
    this.directory = directory;
    this.process = process;
    this.port = port;
  }

  static boolean installed() {
    return Stream.of("turnserver", "turnutils_uclient").allMatch(Coturn::onPath);
  }

  /** Starts one that shares {@code secrets} and waits until it listens. */
  static Coturn start(final List<String> secrets, final String... extra) throws Exception {
    final Path directory = Files.createTempDirectory("confab-coturn");
    final int port = freePort();
    final Process process =
        new ProcessBuilder(command(directory, port, secrets, extra))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    final Coturn coturn = new Coturn(directory, process, port);
    try {
      coturn.await(coturn::listens, "coturn to listen");
    } catch (Exception | AssertionError e) {
      coturn.close();
      throw e;
    }
    return coturn;
  }

  private static List<String> command(
      final Path directory, final int port, final List<String> secrets, final String... extra) {
    final int firstRelayPort = ThreadLocalRandom.current().nextInt(40_000, 60_000);
    final List<String> command =
        new ArrayList<>(
            List.of(
                "turnserver",
                "--listening-ip=127.0.0.1",
                "--relay-ip=127.0.0.1",
                "--allow-loopback-peers",
                "--no-tls",
                "--no-dtls",
                "--realm=confab.test",
                "--verbose",
                "--listening-port=" + port,
                "--min-port=" + firstRelayPort,
                "--max-port=" + (firstRelayPort + RELAY_PORTS),
                "--userdb=" + directory.resolve("turndb"),
                "--pidfile=" + directory.resolve("pid")));
    command.addAll(List.of("-c", BASE.toString()));
    secrets.forEach(secret -> command.add("--static-auth-secret=" + secret));
    command.addAll(List.of(extra));
    return command;
  }

  String url() {
    return "turn:127.0.0.1:" + port + "?transport=udp";
  }

  /** Allocates two relays with this credential and sends messages from one to the other. */
  Outcome use(final String username, final String credential) throws Exception {
    final List<String> command = new ArrayList<>(List.of("turnutils_uclient"));
    command.addAll(List.of("-u", username, "-w", credential, "-p", Integer.toString(port)));
    command.addAll(List.of("-n", "3", "-m", "1", "-y", "-c", "127.0.0.1"));
    return run(new ProcessBuilder(command));
  }

  /** Runs the commands of a document that use a relay. */
  Outcome follow(final String commands, final String secret) throws Exception {
    final ProcessBuilder bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands);
    bash.environment()
        .putAll(
            Map.of(
                "TURN_HOST",
                "127.0.0.1",
                "TURN_PORT",
                Integer.toString(port),
                "TURN_SECRET",
                secret));
    return run(bash);
  }

  private Outcome run(final ProcessBuilder program) throws Exception {
    final Path output = Files.createTempFile(directory, "uclient", ".log");
    final Process client =
        program.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      if (!client.waitFor(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS)) {
        throw new AssertionError("The client did not end:\n" + Files.readString(output));
      }
      return new Outcome(client.exitValue(), Files.readString(output));
    } finally {
      client.destroyForcibly();
    }
  }

  /** Waits until coturn has answered this user with 401. */
  void awaitUnauthorized(final String username) throws Exception {
    await(
        () ->
            log()
                .lines()
                .anyMatch(
                    line -> line.contains("<" + username + ">") && line.contains("error 401")),
        "a 401 for " + username);
  }

  String log() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (final Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new AssertionError("coturn ended:\n" + log());
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void await(final BooleanSupplier condition, final String what) throws Exception {
    final long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Waited in vain for " + what + ":\n" + log());
      }
      Thread.sleep(20);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean onPath(final String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
