package io.confab.cluster;

import io.confab.id.RoomId;
import io.confab.id.TenantId;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The bus of a single node: the sender's thread runs the subscribers. */
@Singleton
final class LocalRoomBus implements RoomBus {
  private static final Logger LOG = System.getLogger(LocalRoomBus.class.getName());

  private record Key(TenantId tenant, RoomId room) {}

  private final ConcurrentMap<Key, List<Consumer<byte[]>>> subscribers = new ConcurrentHashMap<>();

  @Override
  public void publish(final TenantId tenant, final RoomId room, final byte[] notice) {
    final List<Consumer<byte[]>> present = subscribers.get(new Key(tenant, room));
    if (present == null) {
      return;
    }
    synchronized (present) {
      present.forEach(subscriber -> tell(subscriber, notice));
    }
  }

  /** What a subscriber makes of a notice is no concern of its sender. */
  private static void tell(final Consumer<byte[]> subscriber, final byte[] notice) {
    try {
      subscriber.accept(notice);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A notice was not handled", e);
    }
  }

  @Override
  public Subscription subscribe(
      final TenantId tenant, final RoomId room, final Consumer<byte[]> subscriber) {
    final Key key = new Key(tenant, room);
    subscribers.compute(
        key,
        (k, present) -> {
          final List<Consumer<byte[]>> list =
              present == null ? new CopyOnWriteArrayList<>() : present;
          list.add(subscriber);
          return list;
        });
    return () ->
        subscribers.computeIfPresent(
            key,
            (k, list) -> {
              list.remove(subscriber);
              return list.isEmpty() ? null : list;
            });
  }
}
