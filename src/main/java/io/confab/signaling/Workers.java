package io.confab.signaling;

import io.confab.limit.Limits;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Threads for what may not run on an event loop: signatures and the database. Of one socket only
 * one task runs at a time, so there are never more than sockets.
 */
@Singleton
final class Workers {
  private final Semaphore checks;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("signaling-", 0).factory());

  Workers(final Limits limits) {
    this.checks = new Semaphore(limits.tokenChecks(), true);
  }

  /** Runs the task soon; the answer completes when it has returned or thrown. */
  CompletionStage<Void> run(final Runnable task) {
    return CompletableFuture.runAsync(task, threads);
  }

  /** As the other, for a task that checks a signature: a storm of connects queues here. */
  CompletionStage<Void> check(final Runnable task) {
    return run(
        () -> {
          checks.acquireUninterruptibly();
          try {
            task.run();
          } finally {
            checks.release();
          }
        });
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }
}
