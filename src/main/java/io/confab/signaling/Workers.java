package io.confab.signaling;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Threads for what may not run on an event loop: signatures and the database. Of one socket only
 * one task runs at a time, so there are never more than sockets.
 */
@Singleton
final class Workers {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("signaling-", 0).factory());

  /** Runs the task soon; the answer completes when it has returned or thrown. */
  CompletionStage<Void> run(final Runnable task) {
    return CompletableFuture.runAsync(task, threads);
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }
}
