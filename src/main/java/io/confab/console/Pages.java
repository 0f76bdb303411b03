package io.confab.console;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The addresses of the pages, the headers they carry, and the page that says that there is none.
 */
@Singleton
final class Pages {
  private static final int EARLY = 900;
  private static final String FILES = "META-INF/resources";

  /** Addresses that programs use; a browser's wish for HTML means nothing there. */
  private static final List<String> NO_PAGES =
      List.of("/v1/", "/sdk/", "/openapi/", "/q/", "/.well-known/", "/demo/", "/local-authority/");

  /** A page by its name: {@code /start}, {@code /docs/turn}, {@code /docs/errors/room_full}. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_/-]+");

  /**
   * The pages run their own files and nothing else: no inline script or style, no strings turned
   * into code or markup, and nobody frames them.
   */
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "font-src 'self'",
          "connect-src 'self'",
          "media-src 'self' blob:",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
          "trusted-types 'none'");

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", POLICY,
          "Referrer-Policy", "strict-origin-when-cross-origin",
          "Permissions-Policy", "camera=(self), microphone=(self), display-capture=(self)",
          "Cross-Origin-Opener-Policy", "same-origin");

  private final Buffer missing = read(FILES + "/404.html");

  void atFirst(@Observes final Filters filters) {
    filters.register(this::serve, EARLY);
  }

  private void serve(final RoutingContext request) {
    final String path = request.normalizedPath();
    final HttpMethod method = request.request().method();
    final boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    if (!reads || NO_PAGES.stream().anyMatch(path::startsWith)) {
      request.next();
      return;
    }
    final Optional<String> file = candidates(path).filter(Pages::exists).findFirst();
    if (file.isEmpty() && wantsHtml(request)) {
      answerMissing(request, path);
    } else if (file.isEmpty() || file.get().equals(path)) {
      request.addHeadersEndHandler(_ -> putHeaders(request.response().headers(), path));
      request.next();
    } else {
      request.reroute(file.get());
    }
  }

  /** The files that may stand behind an address. */
  private static Stream<String> candidates(final String path) {
    if (path.endsWith("/")) {
      return Stream.of(path + "index.html");
    }
    return NAME.matcher(path).matches()
        ? Stream.of(path + ".html", path + "/index.html")
        : Stream.of(path);
  }

  private static boolean exists(final String path) {
    return Thread.currentThread().getContextClassLoader().getResource(FILES + path) != null;
  }

  private static boolean wantsHtml(final RoutingContext request) {
    final String accept = request.request().getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains("text/html");
  }

  private static void putHeaders(final MultiMap headers, final String path) {
    HEADERS.forEach(headers::set);
    // Names without a version: a copy may be kept, but is asked about each time. Fonts never
    // change.
    final boolean font = path.startsWith("/assets/fonts/");
    headers.set(HttpHeaders.CACHE_CONTROL, font ? "public, max-age=2592000" : "no-cache");
  }

  private void answerMissing(final RoutingContext request, final String path) {
    putHeaders(request.response().headers(), path);
    request
        .response()
        .setStatusCode(404)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .end(request.request().method().equals(HttpMethod.HEAD) ? Buffer.buffer() : missing);
  }

  private static Buffer read(final String resource) {
    final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream file = loader.getResourceAsStream(resource)) {
      return Buffer.buffer(file.readAllBytes());
    } catch (final IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
