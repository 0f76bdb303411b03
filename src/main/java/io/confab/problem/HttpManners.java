package io.confab.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * What holds for every request, before any resource: a request id, CORS for any origin without
 * credentials, and a problem where nothing else answers.
 *
 * <p>CORS refuses nobody: an origin is judged in code, where the page can read the refusal.
 */
@Singleton
final class HttpManners {
  private static final int BEFORE_EVERYTHING = 1000;
  private static final int AFTER_EVERYTHING = 1_000_000;
  private static final long MAX_BODY_BYTES = 1024 * 1024;

  private static final List<String> OPEN = List.of("/v1/", "/sdk/", "/openapi/", "/.well-known/");
  private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
  private static final String ALLOWED =
      "Authorization, Content-Type, Confab-Tenant, Idempotency-Key, If-Match, If-None-Match";
  private static final String EXPOSED =
      "ETag, Idempotency-Replayed, Location, RateLimit, RateLimit-Policy, Request-Id, Retry-After";
  private static final String PREFLIGHT_SECONDS = "7200";

  private final ObjectMapper json;

  HttpManners(final ObjectMapper json) {
    this.json = json;
  }

  void atFirst(@Observes final Filters filters) {
    filters.register(this::greet, BEFORE_EVERYTHING);
  }

  void atLast(@Observes final Router router) {
    router.route("/v1/*").order(AFTER_EVERYTHING).handler(request -> answer(request, 404));
    router
        .route("/v1/*")
        .order(-BEFORE_EVERYTHING)
        .failureHandler(request -> answer(request, request.statusCode()));
  }

  private void greet(final RoutingContext request) {
    RequestId.assign(request);
    request.response().putHeader("X-Content-Type-Options", "nosniff");
    if (OPEN.stream().anyMatch(request.normalizedPath()::startsWith)) {
      request
          .response()
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
          .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
      if (isPreflight(request)) {
        preflight(request.response());
        return;
      }
    }
    if (request.normalizedPath().startsWith("/v1/")) {
      request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      if (declaredBytes(request) > MAX_BODY_BYTES) {
        request.response().putHeader(HttpHeaders.CONNECTION, "close");
        answer(request, 413);
        return;
      }
    }
    request.next();
  }

  private void answer(final RoutingContext request, final int status) {
    final HttpServerResponse response = request.response();
    if (response.headWritten() || response.ended()) {
      return;
    }
    final Problem problem = Problem.of(Failures.status(status), RequestId.of(request));
    try {
      response
          .setStatusCode(problem.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
          .end(json.writeValueAsString(problem));
    } catch (final JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean isPreflight(final RoutingContext request) {
    return request.request().method().equals(HttpMethod.OPTIONS)
        && request.request().headers().contains(HttpHeaders.ORIGIN)
        && request.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }

  private static void preflight(final HttpServerResponse response) {
    response
        .setStatusCode(204)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED)
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS)
        .end();
  }

  private static long declaredBytes(final RoutingContext request) {
    final String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (final NumberFormatException notALength) {
      return Long.MAX_VALUE;
    }
  }
}
