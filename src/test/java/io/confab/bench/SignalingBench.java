package io.confab.bench;

import static io.confab.support.TestSocket.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.support.PostgresResource;
import io.confab.support.ServiceProcess;
import io.confab.support.TestData;
import io.confab.support.TestSocket;
import io.confab.support.TestTenant;
import io.restassured.RestAssured;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * CPU of the service per relayed signal, and its memory per idle connection. docs/measurements.md
 * has the command.
 */
public final class SignalingBench {
  private static final int PAIRS = 50;
  private static final int ROUNDS = 400;
  private static final int CONNECTIONS = Integer.getInteger("connections", 2_000);
  private static final int PER_ROOM = 4;

  private final TestTenant tenant;
  private final URI server;
  private final long pid;

  private SignalingBench(final TestTenant tenant, final ServiceProcess service) {
    this.tenant = tenant;
    this.server = service.uri().resolve("/v1/connect");
    this.pid = service.pid();
  }

  /** Starts the packaged service on fresh data, measures it, and stops it. */
  public static void main(final String... args) {
    final TestData data = TestData.fresh();
    final Map<String, String> environment = new HashMap<>();
    PostgresResource.SECRETS.forEach(
        (key, value) ->
            environment.put(key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value));
    environment.put("CONFAB_LIMITS_SOCKETS_WITHOUT_HELLO_PER_ADDRESS", "500");
    environment.put("CONFAB_LIMITS_MESSAGES_PER_SECOND", "100000");
    environment.put("CONFAB_LIMITS_MESSAGE_BURST", "100000");
    environment.put("CONFAB_LIMITS_SIGNAL_BURST_PER_MEMBER", "100000");
    final long started = System.nanoTime();
    try (ServiceProcess service = ServiceProcess.start(data, environment).awaitReady()) {
      System.out.printf("start to ready: %.1f s%n", (System.nanoTime() - started) / 1e9);
      RestAssured.baseURI = service.uri().toString();
      final SignalingBench bench = new SignalingBench(TestTenant.create(), service);
      bench.relay();
      bench.idle();
    } finally {
      data.delete();
    }
  }

  /** Pairs that answer each other, one signal in flight per pair: the first rounds warm up. */
  private void relay() {
    final List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      pairs.add(new Pair("bench-" + i));
    }
    for (int round = 1; round <= 4; round++) {
      final ServerCost before = ServerCost.of(pid);
      for (int i = 0; i < ROUNDS; i++) {
        pairs.forEach(Pair::send);
        pairs.forEach(Pair::receive);
      }
      final long cpu = ServerCost.of(pid).cpuMicros() - before.cpuMicros();
      System.out.printf(
          "relay, round %d: %.1f us CPU of the service per signal (%d signals)%n",
          round, (double) cpu / (ROUNDS * PAIRS), ROUNDS * PAIRS);
    }
    pairs.forEach(Pair::close);
  }

  /** Joined connections that say nothing. */
  private void idle() {
    System.gc();
    final ServerCost before = ServerCost.of(pid);
    final List<TestSocket> sockets = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      sockets.add(join("idle-" + i, "idle-" + i / PER_ROOM));
    }
    final ServerCost after = ServerCost.of(pid);
    System.out.printf(
        "idle: %.1f kB RSS per joined connection (%d connections, %d kB before, %d kB after)%n",
        (double) (after.rssKilobytes() - before.rssKilobytes()) / CONNECTIONS,
        CONNECTIONS,
        before.rssKilobytes(),
        after.rssKilobytes());
    System.out.printf(
        "join: %.0f us CPU of the service per connect, hello and join%n",
        (double) (after.cpuMicros() - before.cpuMicros()) / CONNECTIONS);
    sockets.forEach(TestSocket::abort);
  }

  private TestSocket join(final String identity, final String room) {
    final TestSocket socket = TestSocket.connect(server);
    socket.hello(token(identity));
    socket.join(room);
    return socket;
  }

  private String token(final String identity) {
    return tenant.token(
        Map.of("identity", identity, "rooms", List.of("*"), "grants", Map.of("create", true)));
  }

  private final class Pair {
    private final TestSocket from = TestSocket.connect(server);
    private final TestSocket to = TestSocket.connect(server);
    private final String signal;

    private Pair(final String room) {
      from.hello(token("a"));
      to.hello(token("b"));
      from.join(room);
      final JsonNode joined = to.join(room);
      final ObjectNode payload = frame("candidate").put("candidate", "x".repeat(150));
      signal =
          frame("signal")
              .put("room", joined.at("/room/id").asText())
              .put("to", joined.at("/self/id").asText())
              .put("incarnation", joined.at("/self/incarnation").asLong())
              .set("payload", payload)
              .toString();
    }

    private void send() {
      from.send(signal);
    }

    private void receive() {
      to.await("signal");
    }

    private void close() {
      from.close();
      to.close();
    }
  }
}
