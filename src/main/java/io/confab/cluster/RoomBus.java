package io.confab.cluster;

import io.confab.id.RoomId;
import io.confab.id.TenantId;
import java.util.function.Consumer;

/**
 * Carries notices to every node that holds a room. At most once: what must not be lost is in the
 * room's log, and a notice only says to look.
 */
public interface RoomBus {
  /**
   * Sends a notice to all subscribers of the room, the sender's own node among them. Notices of one
   * sender to one room arrive in their order. Returns at once.
   */
  void publish(TenantId tenant, RoomId room, byte[] notice);

  /**
   * Hears the room's notices, one at a time, until the subscription is closed.
   *
   * @param subscriber must not block
   */
  Subscription subscribe(TenantId tenant, RoomId room, Consumer<byte[]> subscriber);

  /** Ends a subscription. */
  @FunctionalInterface
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
