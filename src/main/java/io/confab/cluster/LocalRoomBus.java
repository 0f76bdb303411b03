package io.confab.cluster;

import io.confab.id.RoomId;
import io.confab.id.TenantId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The bus of a single node: the sender's thread runs the subscribers. */
@Singleton
final class LocalRoomBus implements RoomBus {
  private record Key(TenantId tenant, RoomId room) {}

  private final ConcurrentMap<Key, List<Consumer<byte[]>>> subscribers = new ConcurrentHashMap<>();

  @Override
  public void publish(final TenantId tenant, final RoomId room, final byte[] notice) {
    final List<Consumer<byte[]>> present =
        subscribers.getOrDefault(new Key(tenant, room), List.of());
    synchronized (present) {
      present.forEach(subscriber -> subscriber.accept(notice));
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
