package io.confab.boot;

import static io.confab.support.TestSocket.frame;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.confab.support.PostgresResource;
import io.confab.support.ServiceProcess;
import io.confab.support.TestData;
import io.confab.support.TestSigner;
import io.confab.support.TestSocket;
import io.confab.support.TestTenant;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The service while a PostgreSQL that it does not own is away. */
final class DatabaseAwayIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestData data = TestData.fresh();
  private final ExternalPostgres postgres = new ExternalPostgres();

  @AfterEach
  void clean() {
    RestAssured.reset();
    postgres.close();
    data.delete();
  }

  @Test
  void startsWithoutItsDatabaseAndServesOnceItIsThere() throws Exception {
    postgres.stop();
    try (ServiceProcess service = start().awaitLive()) {
      get("/q/health/ready")
          .then()
          .statusCode(503)
          .body(containsString("PostgreSQL cannot be reached"));
      requireUnavailable(newTenant());
      requireUnavailable(get("/.well-known/jwks.json"));
      requireTurnedAway(service);
      assertThat(service.output()).doesNotContain("Confab is ready.");

      postgres.startAgain();
      service.awaitReady();

      newTenant().then().statusCode(201);
      await(() -> service.output().contains("Confab is ready."));
      assertThat(service.output())
          .containsOnlyOnce("PostgreSQL cannot be reached")
          .containsOnlyOnce("The database is migrated");
    }
  }

  @Test
  void staysReadyWithoutItsDatabaseAndServesAgainOnceItIsBack() throws Exception {
    try (ServiceProcess service = start().awaitReady()) {
      final TestTenant tenant = TestTenant.create();
      final String token = tenant.token("ann", "*");
      tenant.asServer().body(Map.of("name", "warm")).post("/v1/rooms").then().statusCode(201);
      tenant.asServer().body(Map.of("name", "cold")).post("/v1/rooms").then().statusCode(201);
      try (TestSocket ann = TestSocket.connect(connectUri(service))) {
        ann.hello(token);
        final String warm = ann.join("warm").at("/room/id").asText();

        postgres.kill();

        requireUnavailable(newRoom(tenant));
        requireUnavailable(tenant.asServer().get("/v1/rooms"));
        get("/q/health/ready").then().statusCode(200);
        ann.settle();
        requireUnavailable(ann, ann.request(frame("join").put("room", "cold")));
        requireUnavailable(ann, chat(ann, warm, "while-away"));

        postgres.startAgain();
        await(() -> newRoom(tenant).statusCode() == 201);

        tenant.asServer().get("/v1/rooms").then().statusCode(200);
        ann.awaitOk(chat(ann, warm, "back-again"));
        ann.join("cold");
      }
    }
  }

  private ServiceProcess start() {
    final Map<String, String> configuration = new HashMap<>(PostgresResource.SECRETS);
    configuration.putAll(postgres.configuration());
    configuration.put("confab.welcome", "true");
    final ServiceProcess service =
        ServiceProcess.start(data, ServiceProcess.environment(configuration));
    RestAssured.baseURI = service.uri().toString();
    return service;
  }

  private static URI connectUri(final ServiceProcess service) {
    return service.uri().resolve("/v1/connect");
  }

  private static String chat(final TestSocket socket, final String room, final String text) {
    return socket.request(
        frame("chat.send").put("room", room).put("clientId", text).put("text", text));
  }

  private static Response newTenant() {
    return given()
        .auth()
        .oauth2(TestTenant.OPERATOR_KEY)
        .contentType("application/json")
        .body(Map.of("name", "tenant"))
        .post("/v1/tenants");
  }

  private static Response newRoom(final TestTenant tenant) {
    return tenant.asServer().body(Map.of()).post("/v1/rooms");
  }

  private static void requireUnavailable(final Response response) {
    response
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", notNullValue())
        .body("code", equalTo("unavailable"));
  }

  private static void requireUnavailable(final TestSocket socket, final String request) {
    assertThat(socket.awaitError(request).path("code").asText()).isEqualTo("unavailable");
  }

  /** A client with a token whose key nobody can look up is told to come back, not that it lies. */
  private static void requireTurnedAway(final ServiceProcess service) {
    final String token =
        TestSigner.unregistered(TestSigner.Kind.ES256, "sgn_0123456789abcdefABCDEF")
            .sign(Map.of("sub", "ann"));
    try (TestSocket socket = TestSocket.connect(connectUri(service))) {
      socket.request(frame("hello").put("token", token));
      assertThat(socket.await("error").path("retryAfterMs").asLong()).isPositive();
      assertThat(socket.awaitClose().code()).isEqualTo(1013);
    }
  }

  private static void await(final BooleanSupplier condition) throws InterruptedException {
    final long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(giveUp);
      Thread.sleep(100);
    }
  }
}
