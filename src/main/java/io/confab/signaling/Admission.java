package io.confab.signaling;

import io.confab.limit.Limits;
import io.confab.protocol.CloseCode;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.ServerMessage;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many sockets there may be: in all, and without a {@code hello} in all and per address. Who is
 * too many is told so after the handshake, where a page can read it.
 */
@Singleton
final class Admission {
  private static final int RETRY_AFTER_MS = 2_000;

  private final Limits limits;
  private final AtomicInteger sockets = new AtomicInteger();
  private final AtomicInteger silent = new AtomicInteger();
  private final ConcurrentMap<String, Integer> silentByNetwork = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Admission(final Limits limits) {
    this.limits = limits;
  }

  /** From now on nobody is let in: the service stops. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** Whether the service stops; whoever came too late is told to come back. */
  boolean turnsAway(final Client client) {
    if (closed) {
      client.connection().close(CloseCode.RESTARTING);
    }
    return closed;
  }

  /** Counts a new socket, and turns it away if it is one too many. */
  void arrived(final Client client) {
    final int all = sockets.incrementAndGet();
    final int without = silent.incrementAndGet();
    final int near = silentByNetwork.merge(client.network(), 1, Integer::sum);
    if (!turnsAway(client) && isOneTooMany(all, without, near)) {
      client.close(
          CloseCode.TRY_LATER,
          ServerMessage.Error.of(ErrorCode.TRY_LATER).withRetryAfterMs(spread()));
    }
  }

  private boolean isOneTooMany(final int all, final int without, final int near) {
    return all > limits.sockets()
        || without > limits.socketsWithoutHello()
        || near > limits.socketsWithoutHelloPerAddress();
  }

  /** The socket has said hello, or never will. Only the first call counts. */
  void spoke(final Client client) {
    if (client.ceasesToBeSilent()) {
      silent.decrementAndGet();
      silentByNetwork.computeIfPresent(
          client.network(), (network, count) -> count == 1 ? null : count - 1);
    }
  }

  /** The socket is gone. */
  void left(final Client client) {
    sockets.decrementAndGet();
    spoke(client);
  }

  /** Those turned away together must not come back together. */
  private static long spread() {
    return RETRY_AFTER_MS + ThreadLocalRandom.current().nextLong(RETRY_AFTER_MS);
  }
}
