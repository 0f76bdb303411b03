package io.confab.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The REST API as a command of {@code ./run} uses it: one key, one server, JSON. */
final class RestClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI server;
  private final String key;
  private final HttpClient http = HttpClient.newHttpClient();

  RestClient(final URI server, final String key) {
    this.server = server;
    this.key = key;
  }

  URI server() {
    return server;
  }

  /** Whether the server knows the key, whatever it may do. */
  boolean isKnown() {
    return send(request("/v1/api-keys?limit=1").GET()).statusCode() != 401;
  }

  JsonNode get(final String path) {
    return body(send(request(path).GET()));
  }

  /** Posts JSON for a tenant, or, without one, for the whole server. */
  JsonNode post(final String path, final Optional<String> tenant, final Map<String, ?> body) {
    try {
      final HttpRequest.Builder request =
          request(path)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
      tenant.ifPresent(id -> request.header("Confab-Tenant", id));
      return body(send(request));
    } catch (final IOException e) {
      throw new StartException("Confab cannot write a request", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpRequest.Builder request(final String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + key);
  }

  private HttpResponse<String> send(final HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (final IOException e) {
      throw new StartException("Confab does not answer on " + server, e);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("The request was interrupted", e);
    }
  }

  private static JsonNode body(final HttpResponse<String> response) {
    try {
      final JsonNode body = JSON.readTree(response.body());
      if (response.statusCode() >= 300) {
        throw new StartException("Confab refused: " + body.path("detail").asText());
      }
      return body;
    } catch (final IOException e) {
      throw new StartException("Confab answered with something that is not JSON", e);
    }
  }
}
