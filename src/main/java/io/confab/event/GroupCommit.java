package io.confab.event;

import io.confab.id.TenantId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.tenant.DatabaseException;
import io.confab.tenant.Scope;
import io.confab.tenant.Transactions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Turns many appends into few commits. A transaction holds entries of one tenant only, because
 * row-level security knows one tenant per transaction; a tenant has one writer at a time, so its
 * entries are committed in their order of arrival.
 */
final class GroupCommit implements AutoCloseable {
  /** More in one transaction would only hold the locks longer. */
  private static final int GROUP = 256;

  /** What may wait per room while PostgreSQL is slow; past it an append is refused as busy. */
  private static final int WAITING_PER_ROOM = 512;

  /** Tenants that commit at the same time; each holds one connection. */
  private static final int WRITERS = 4;

  private final Transactions transactions;
  private final InstantSource clock;
  private final LogTails tails;
  private final ConcurrentMap<TenantId, CommitLane> lanes = new ConcurrentHashMap<>();
  private final Semaphore writers = new Semaphore(WRITERS);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("log-writer-", 0).factory());

  GroupCommit(final Transactions transactions, final InstantSource clock, final LogTails tails) {
    this.transactions = transactions;
    this.clock = clock;
    this.tails = tails;
  }

  CompletionStage<Appended> append(final TenantId tenant, final PendingAppend append) {
    lanes.compute(
        tenant,
        (key, existing) -> {
          final CommitLane lane = existing == null ? new CommitLane(WAITING_PER_ROOM) : existing;
          if (!lane.offer(append)) {
            append
                .answer()
                .completeExceptionally(
                    new ApiException(ErrorCode.BUSY, "Too many writes to this room wait."));
          } else if (lane.claim()) {
            threads.execute(() -> drain(tenant));
          }
          return lane;
        });
    return append.answer();
  }

  /** Waits until what was accepted is committed or has failed. */
  @Override
  public void close() {
    threads.close();
  }

  private void drain(final TenantId tenant) {
    final Scope scope = Scope.ofService(tenant, "log");
    for (List<PendingAppend> group = next(tenant); !group.isEmpty(); group = next(tenant)) {
      writers.acquireUninterruptibly();
      try {
        commit(scope, group);
      } finally {
        writers.release();
      }
    }
  }

  /** The next group, or none: then the lane is gone, and the next append makes a new one. */
  private List<PendingAppend> next(final TenantId tenant) {
    final List<PendingAppend> group = new ArrayList<>();
    lanes.compute(
        tenant,
        (key, lane) -> {
          group.addAll(lane.take(GROUP));
          return group.isEmpty() ? null : lane;
        });
    return group;
  }

  private void commit(final Scope scope, final List<PendingAppend> group) {
    try {
      final Map<PendingAppend, Appended> written =
          transactions.jdbc(
              scope, connection -> new LogWriter(connection, scope.tenant(), clock).write(group));
      tails.committed(written.values());
      written.forEach((append, appended) -> append.answer().complete(appended));
    } catch (RuntimeException e) {
      recover(scope, group, e);
    }
  }

  /** One bad entry must not take its neighbours with it: only the culprit fails. */
  private void recover(
      final Scope scope, final List<PendingAppend> group, final RuntimeException cause) {
    final boolean culprit = cause instanceof DatabaseException e && !e.isUnavailable();
    if (culprit && group.size() > 1) {
      group.forEach(append -> commit(scope, List.of(append)));
      return;
    }
    final ApiException failure =
        new ApiException(ErrorCode.UNAVAILABLE, "The entry could not be stored. Try again.", cause);
    group.forEach(append -> append.answer().completeExceptionally(failure));
  }
}
