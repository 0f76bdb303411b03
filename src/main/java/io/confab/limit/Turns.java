package io.confab.limit;

import io.confab.id.TenantId;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Reads of the database on behalf of sockets: so many of one tenant at once. Who storms waits for
 * itself, and leaves connections to the others.
 */
@Singleton
public final class Turns {
  private final int each;
  private final ConcurrentMap<TenantId, Gate> gates = new ConcurrentHashMap<>();

  Turns(final Limits limits) {
    this.each = limits.readsPerTenant();
  }

  /** Runs the work when it is the tenant's turn; blocks until then. */
  public <T> T take(final TenantId tenant, final Supplier<T> work) {
    final Gate gate = gates.compute(tenant, this::enter);
    try {
      gate.turns.acquireUninterruptibly();
      try {
        return work.get();
      } finally {
        gate.turns.release();
      }
    } finally {
      gates.computeIfPresent(tenant, (key, left) -> --left.visitors == 0 ? null : left);
    }
  }

  private Gate enter(final TenantId tenant, final Gate present) {
    final Gate gate = present == null ? new Gate(new Semaphore(each, true)) : present;
    gate.visitors++;
    return gate;
  }

  /** Guarded by the map's entry, but for the semaphore. */
  private static final class Gate {
    private final Semaphore turns;
    private int visitors;

    private Gate(final Semaphore turns) {
      this.turns = turns;
    }
  }
}
