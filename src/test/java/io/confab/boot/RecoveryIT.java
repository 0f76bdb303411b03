package io.confab.boot;

import static io.confab.support.TestSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.support.PostgresResource;
import io.confab.support.ServiceProcess;
import io.confab.support.TestData;
import io.confab.support.TestSocket;
import io.confab.support.TestTenant;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Twenty times {@code kill -9} in the middle of writing, on the same data: of the service, of the
 * service and its database, and of the database under a service that lives on.
 */
@Tag("long")
final class RecoveryIT {
  private static final int ROUNDS = 20;
  private static final int WHOLE_BURSTS = 3;

  /** How many messages are under way together; the server takes 16. */
  private static final int BURST = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestData data = TestData.fresh();
  private final List<String> rooms = new ArrayList<>();

  /** The place in the log of each message that was acknowledged, by its client id. */
  private final Map<String, Long> acknowledged = new LinkedHashMap<>();

  /** Messages whose answer was cut off: they may be stored or not. */
  private final List<String> inDoubt = new ArrayList<>();

  private TestTenant tenant;

  @AfterEach
  void clean() {
    RestAssured.reset();
    postmaster().ifPresent(left -> kill(left.process()));
    data.delete();
  }

  @Test
  void losesAndDoublesNothingThatItAcknowledged() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      final ServiceProcess service = start();
      try {
        tenant = tenant == null ? TestTenant.create() : tenant;
        requireEverythingKept();
        writeUntilDeath(service, round);
      } finally {
        service.kill();
      }
    }
    try (ServiceProcess last = start()) {
      requireEverythingKept();
      assertThat(last.output()).doesNotContain(" ERROR ");
    }
    assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * WHOLE_BURSTS * BURST);
  }

  private ServiceProcess start() {
    final Map<String, String> environment =
        new HashMap<>(ServiceProcess.environment(PostgresResource.SECRETS));
    // Less compiling: no process lives for long.
    environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    final ServiceProcess service = ServiceProcess.start(data, environment).awaitReady();
    RestAssured.baseURI = service.uri().toString();
    return service;
  }

  private void writeUntilDeath(final ServiceProcess service, final int round)
      throws InterruptedException {
    createRoom("room-" + round);
    final TestSocket socket = TestSocket.connect(service.uri().resolve("/v1/connect"));
    socket.hello(tenant.token("ann", "*"));
    final String room = socket.join(rooms.getFirst()).at("/room/id").asText();
    retry(socket, room);
    for (int burst = 0; burst < WHOLE_BURSTS; burst++) {
      final Map<String, String> sent = send(socket, room, "%d-%d".formatted(round, burst));
      sent.forEach((request, clientId) -> acknowledge(clientId, socket.awaitOk(request)));
    }
    final Map<String, String> cutOff = send(socket, room, round + "-cut-off");
    die(service, round);
    socket.awaitClose();
    takeStock(socket, cutOff);
  }

  /** By turns: the service; both; the database alone, which the service brings back. */
  private void die(final ServiceProcess service, final int round) throws InterruptedException {
    final ProcessHandle database = postmaster().orElseThrow().process();
    switch (round % 3) {
      case 0 -> service.kill();
      case 1 -> {
        service.kill();
        kill(database);
      }
      default -> {
        kill(database);
        awaitServing();
        service.kill();
      }
    }
  }

  /** A retry under the same client id is the same message, whether or not the first was stored. */
  private void retry(final TestSocket socket, final String room) {
    final Map<String, Long> before = new HashMap<>(acknowledged);
    final List<String> again = new ArrayList<>(inDoubt);
    acknowledged.keySet().stream().reduce((first, second) -> second).ifPresent(again::add);
    again.forEach(
        clientId -> {
          acknowledge(clientId, socket.awaitOk(socket.request(chat(room, clientId))));
          assertThat(acknowledged.get(clientId))
              .isEqualTo(before.getOrDefault(clientId, acknowledged.get(clientId)));
        });
    inDoubt.clear();
  }

  /** Sends a burst without waiting: the client ids by the requests' ids. */
  private Map<String, String> send(final TestSocket socket, final String room, final String burst) {
    final Map<String, String> sent = new LinkedHashMap<>();
    for (int i = 0; i < BURST; i++) {
      final String clientId = "%s-%d".formatted(burst, i);
      sent.put(socket.request(chat(room, clientId)), clientId);
    }
    return sent;
  }

  private static ObjectNode chat(final String room, final String clientId) {
    return frame("chat.send")
        .put("room", room)
        .put("clientId", clientId)
        .put("text", "message " + clientId);
  }

  private void takeStock(final TestSocket socket, final Map<String, String> cutOff) {
    final Map<String, String> unanswered = new LinkedHashMap<>(cutOff);
    for (final JsonNode frame : socket.rest()) {
      if (frame.path("type").asText().equals("ok")) {
        Optional.ofNullable(unanswered.remove(frame.path("id").asText()))
            .ifPresent(clientId -> acknowledge(clientId, frame));
      }
    }
    inDoubt.addAll(unanswered.values());
  }

  private void acknowledge(final String clientId, final JsonNode ok) {
    acknowledged.put(clientId, ok.at("/data/seq").asLong());
  }

  private void createRoom(final String name) {
    tenant.asServer().body(Map.of("name", name)).post("/v1/rooms").then().statusCode(201);
    rooms.add(name);
  }

  private void requireEverythingKept() {
    rooms.forEach(name -> tenant.asServer().get("/v1/rooms/" + name).then().statusCode(200));
    if (!rooms.isEmpty()) {
      assertThat(storedMessages(rooms.getFirst())).containsAllEntriesOf(acknowledged);
    }
  }

  /** Every message of the log by its client id; the log has no hole and no message twice. */
  private Map<String, Long> storedMessages(final String room) {
    final Map<String, Long> stored = new HashMap<>();
    long seq = 0;
    String cursor = null;
    JsonPath page;
    do {
      page = page(room, cursor);
      for (final Map<String, ?> event : page.<Map<String, ?>>getList("data")) {
        assertThat(((Number) event.get("seq")).longValue()).isEqualTo(++seq);
        if (event.get("type").equals("message.created")) {
          final String clientId = ((Map<?, ?>) event.get("data")).get("clientId").toString();
          assertThat(stored.put(clientId, seq)).as(clientId + " is stored once").isNull();
        }
      }
      cursor = page.getString("nextCursor");
    } while (page.getBoolean("hasMore"));
    return stored;
  }

  private JsonPath page(final String room, final String cursor) {
    final var request = tenant.asServer().queryParam("limit", 100);
    return (cursor == null ? request : request.queryParam("after", cursor))
        .get("/v1/rooms/" + room + "/events")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private void awaitServing() throws InterruptedException {
    final long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (tenant.asServer().get("/v1/rooms").statusCode() != 200) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(giveUp);
      Thread.sleep(100);
    }
  }

  private Optional<Postmaster> postmaster() {
    return Postmaster.on(data.path().resolve("database"));
  }

  private static void kill(final ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }
}
