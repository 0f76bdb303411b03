package io.confab.signaling;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Threads for what may not run on an event loop: signatures and the database. Many may wait, few
 * run: a storm of connects queues here and nowhere else.
 */
@Singleton
final class Workers {
  private static final int RUNNING = 16;

  private final Semaphore permits = new Semaphore(RUNNING);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("signaling-", 0).factory());

  /** Runs the task soon; the answer completes when it has returned or thrown. */
  CompletionStage<Void> run(final Runnable task) {
    return CompletableFuture.runAsync(() -> permitted(task), threads);
  }

  private void permitted(final Runnable task) {
    permits.acquireUninterruptibly();
    try {
      task.run();
    } finally {
      permits.release();
    }
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }
}
