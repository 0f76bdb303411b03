package io.confab.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.support.PostgresResource;
import io.confab.support.ServiceProcess;
import io.confab.support.TestData;
import io.confab.support.TestSocket;
import io.confab.support.TestTenant;
import io.restassured.RestAssured;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients hear of a service that is told to stop. */
final class FarewellIT {
  private final TestData data = TestData.fresh();

  @AfterEach
  void clean() {
    RestAssured.reset();
    data.delete();
  }

  @Test
  void shouldTellItsClientsToComeBack() {
    final TestSocket socket;
    try (ServiceProcess service = ServiceProcess.start(data, secrets()).awaitReady()) {
      RestAssured.baseURI = service.uri().toString();
      final String token = TestTenant.create().token("alice", "*");
      socket = TestSocket.connect(service.uri().resolve("/v1/connect"));
      socket.hello(token);
    }

    assertThat(socket.await("error").get("code").asText()).isEqualTo("restarting");
    assertThat(socket.awaitClose().code()).isEqualTo(1012);
  }

  private static Map<String, String> secrets() {
    final Map<String, String> environment = new HashMap<>();
    PostgresResource.SECRETS.forEach(
        (key, value) ->
            environment.put(key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value));
    return environment;
  }
}
