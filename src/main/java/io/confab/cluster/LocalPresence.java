package io.confab.cluster;

import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Presence of a single node, in its memory. */
@Singleton
final class LocalPresence implements Presence {
  private record Key(TenantId tenant, RoomId room) {}

  private final ConcurrentMap<Key, ConcurrentSkipListMap<String, Entry>> rooms =
      new ConcurrentHashMap<>();

  @Override
  public void put(
      final TenantId tenant,
      final RoomId room,
      final ParticipantId participant,
      final Entry entry) {
    rooms.compute(
        new Key(tenant, room),
        (key, present) -> {
          final ConcurrentSkipListMap<String, Entry> entries =
              present == null ? new ConcurrentSkipListMap<>() : present;
          entries.merge(
              participant.value(),
              entry,
              (old, fresh) -> old.incarnation() > fresh.incarnation() ? old : fresh);
          return entries;
        });
  }

  @Override
  public void remove(
      final TenantId tenant,
      final RoomId room,
      final ParticipantId participant,
      final long incarnation) {
    rooms.computeIfPresent(
        new Key(tenant, room),
        (key, entries) -> {
          entries.computeIfPresent(
              participant.value(), (id, entry) -> entry.incarnation() > incarnation ? entry : null);
          return entries.isEmpty() ? null : entries;
        });
  }

  @Override
  public List<Entry> list(final TenantId tenant, final RoomId room) {
    final ConcurrentSkipListMap<String, Entry> entries = rooms.get(new Key(tenant, room));
    return entries == null ? List.of() : List.copyOf(entries.values());
  }
}
