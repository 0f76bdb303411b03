package io.confab.signaling;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** A peer that does not answer a close frame, such as one that reads nothing, is cut off soon. */
@Singleton
final class ClosingTimeout implements HttpServerOptionsCustomizer {
  private static final int SECONDS = 2;

  @Override
  public void customizeHttpServer(final HttpServerOptions options) {
    options.setWebSocketClosingTimeout(SECONDS);
  }

  @Override
  public void customizeHttpsServer(final HttpServerOptions options) {
    options.setWebSocketClosingTimeout(SECONDS);
  }
}
