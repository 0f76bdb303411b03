package io.confab.event;

import io.confab.id.RoomId;
import io.confab.id.TenantId;
import io.confab.problem.ApiException;
import io.confab.problem.Outage;
import io.confab.protocol.ErrorCode;
import io.confab.tenant.DatabaseException;
import io.confab.tenant.Scope;
import io.confab.tenant.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Turns many appends into few commits. A transaction holds entries of one tenant only, because
 * row-level security knows one tenant per transaction; a tenant has one writer at a time, so its
 * entries are committed in their order of arrival.
 */
final class GroupCommit implements AutoCloseable {
  private static final Logger LOG = System.getLogger(GroupCommit.class.getName());

  /** More in one transaction would only hold the locks longer. */
  private static final int GROUP = 256;

  /** What the readers of one room are handed at once: a quarter of the least that waits for one. */
  private static final int GROUP_OF_ROOM = 64;

  /** What may wait per room while PostgreSQL is slow; past it an append is refused. */
  private static final int WAITING_PER_ROOM = 512;

  /** Tenants that commit at the same time; each holds one connection. */
  private static final int WRITERS = 4;

  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

  private final Transactions transactions;
  private final InstantSource clock;
  private final LogTails tails;
  private final ConcurrentMap<TenantId, CommitLane> lanes = new ConcurrentHashMap<>();
  private final Semaphore writers = new Semaphore(WRITERS, true);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("log-writer-", 0).factory());

  GroupCommit(final Transactions transactions, final InstantSource clock, final LogTails tails) {
    this.transactions = transactions;
    this.clock = clock;
    this.tails = tails;
  }

  CompletionStage<Appended> append(final TenantId tenant, final PendingAppend append) {
    if (closing.getCount() == 0) {
      refuse(List.of(append), unavailable());
      return append.answer();
    }
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

  /** Whether as many entries of the room wait as may. */
  boolean isFull(final TenantId tenant, final RoomId room) {
    final boolean[] full = {false};
    lanes.computeIfPresent(
        tenant,
        (key, lane) -> {
          full[0] = lane.isFull(room);
          return lane;
        });
    return full[0];
  }

  /** Waits until what was accepted is committed or has failed. */
  @Override
  public void close() {
    closing.countDown();
    threads.close();
  }

  private void drain(final TenantId tenant) {
    final Scope scope = Scope.ofService(tenant, "log");
    for (List<PendingAppend> group = next(tenant); !group.isEmpty(); group = next(tenant)) {
      final List<PendingAppend> owed;
      writers.acquireUninterruptibly();
      try {
        owed = commit(scope, group);
      } finally {
        writers.release();
      }
      if (!owed.isEmpty()) {
        waitFor(tenant, owed);
      }
    }
  }

  /** The next group, or none: then the lane is gone, and the next append makes a new one. */
  private List<PendingAppend> next(final TenantId tenant) {
    final List<PendingAppend> group = new ArrayList<>();
    lanes.compute(
        tenant,
        (key, lane) -> {
          group.addAll(lane.take(GROUP, GROUP_OF_ROOM));
          return group.isEmpty() ? null : lane;
        });
    return group;
  }

  /** Commits a group; gives what could not be stored and cannot be refused either. */
  private List<PendingAppend> commit(final Scope scope, final List<PendingAppend> group) {
    final Map<PendingAppend, Appended> written;
    try {
      written =
          transactions.jdbc(
              scope, connection -> new LogWriter(connection, scope.tenant(), clock).write(group));
    } catch (DatabaseException e) {
      return recover(scope, group, Outage.caused(e), e.sqlState());
    } catch (RuntimeException e) {
      return recover(scope, group, Outage.caused(e), e.getClass().getSimpleName());
    }
    tails.committed(written.values());
    written.forEach((append, appended) -> append.answer().complete(appended));
    return List.of();
  }

  /** One bad entry must not take its neighbours with it: only the culprit fails. */
  private List<PendingAppend> recover(
      final Scope scope, final List<PendingAppend> group, final boolean away, final String fault) {
    // Class 40: a deadlock or the like, which the same statements survive when tried again.
    if (away || group.size() == 1 && fault.startsWith("40")) {
      return postpone(group);
    }
    if (group.size() == 1) {
      LOG.log(Level.ERROR, "An entry cannot be stored: {0}", fault);
      refuse(group, new ApiException(ErrorCode.INTERNAL, "The entry cannot be stored."));
      return List.of();
    }
    for (int i = 0; i < group.size(); i++) {
      if (!group.get(i).answer().isDone() && !commit(scope, group.subList(i, i + 1)).isEmpty()) {
        return postpone(group.subList(i, group.size()));
      }
    }
    return List.of();
  }

  /** PostgreSQL is away: refuses what may be refused, and gives the rest. */
  private List<PendingAppend> postpone(final List<PendingAppend> group) {
    refuse(group.stream().filter(append -> !append.owed()).toList(), unavailable());
    return group.stream().filter(append -> append.owed() && !append.answer().isDone()).toList();
  }

  /** Keeps what is owed in its place, and refuses what came while PostgreSQL was away. */
  private void waitFor(final TenantId tenant, final List<PendingAppend> owed) {
    final List<PendingAppend> dismissed = new ArrayList<>();
    final boolean stop = closing.getCount() == 0;
    lanes.computeIfPresent(
        tenant,
        (key, lane) -> {
          dismissed.addAll(lane.dismiss());
          if (!stop) {
            lane.putBack(owed);
          }
          return lane;
        });
    refuse(dismissed, unavailable());
    if (stop) {
      refuse(owed, unavailable());
      return;
    }
    try {
      closing.await(TRY_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refuse(final List<PendingAppend> appends, final ApiException reason) {
    appends.forEach(append -> append.answer().completeExceptionally(reason));
  }

  private static ApiException unavailable() {
    return new ApiException(ErrorCode.UNAVAILABLE, "The entry could not be stored. Try again.")
        .retryAfter(Duration.ofSeconds(2));
  }
}
