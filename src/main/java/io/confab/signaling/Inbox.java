package io.confab.signaling;

import io.confab.protocol.ClientMessage;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The order of one connection's frames. While one is being decided elsewhere, such as a {@code
 * join} that reads the database, those behind it wait. Used on the connection's event loop only.
 */
final class Inbox {
  private final int bound;
  private final Executor eventLoop;
  private final Function<ClientMessage, CompletionStage<?>> handler;
  private final ArrayDeque<ClientMessage> waiting = new ArrayDeque<>();
  private boolean paused;

  /**
   * An empty inbox.
   *
   * @param handler handles a frame; what it returns, if not null, holds the next frame back
   */
  Inbox(
      final int bound,
      final Executor eventLoop,
      final Function<ClientMessage, CompletionStage<?>> handler) {
    this.bound = bound;
    this.eventLoop = eventLoop;
    this.handler = handler;
  }

  /** Handles the frame now or in its turn; says whether there was room for it. */
  boolean offer(final ClientMessage message) {
    if (!paused) {
      handle(message);
      return true;
    }
    if (waiting.size() >= bound) {
      return false;
    }
    waiting.add(message);
    return true;
  }

  /** Forgets what waits. */
  void clear() {
    waiting.clear();
  }

  private void handle(final ClientMessage message) {
    final CompletionStage<?> decision = handler.apply(message);
    if (decision != null) {
      paused = true;
      decision.whenComplete((done, failure) -> eventLoop.execute(this::goOn));
    }
  }

  private void goOn() {
    paused = false;
    while (!paused && !waiting.isEmpty()) {
      handle(waiting.remove());
    }
  }
}
