package io.confab.apikey;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Rows that are asked for again and again: read once, answered from memory, read again in the
 * background for as long as they are in use.
 *
 * <p>A reader waits for the database only for a row that is not known yet. While the database is
 * away, known rows stay as they were: whoever was let in before is let in still.
 */
final class Known<K, V> {
  private static final Duration IDLE = Duration.ofMinutes(15);

  /**
   * Anybody can ask for keys that do not exist: they wait for each other, not for all of the
   * database.
   */
  private static final int UNKNOWN_AT_ONCE = 4;

  private final int capacity;
  private final InstantSource clock;
  private final Function<Collection<K>, Map<K, V>> reader;
  private final Semaphore unknown = new Semaphore(UNKNOWN_AT_ONCE, true);
  private final LinkedHashMap<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long forgotten;

  /**
   * @param capacity how many rows are kept; the one longest unused goes first
   * @param reader reads rows by their keys; a key without a row is left out of its answer
   */
  Known(
      final int capacity,
      final InstantSource clock,
      final Function<Collection<K>, Map<K, V>> reader) {
    this.capacity = capacity;
    this.clock = clock;
    this.reader = reader;
  }

  /** The row if it is in memory; never waits. */
  Optional<V> peek(final K key) {
    synchronized (entries) {
      final Entry<V> entry = entries.get(key);
      if (entry == null) {
        return Optional.empty();
      }
      entries.put(key, new Entry<>(entry.value(), clock.instant()));
      return Optional.of(entry.value());
    }
  }

  /** The row, from the database if need be. */
  Optional<V> get(final K key) {
    final Optional<V> known = peek(key);
    if (known.isPresent()) {
      return known;
    }
    unknown.acquireUninterruptibly();
    try {
      return peek(key).or(() -> read(key));
    } finally {
      unknown.release();
    }
  }

  /** What was read before a row was forgotten may be older than the change: it is not kept. */
  private Optional<V> read(final K key) {
    final long before;
    synchronized (entries) {
      before = forgotten;
    }
    final V read = reader.apply(List.of(key)).get(key);
    synchronized (entries) {
      if (read != null && forgotten == before) {
        entries.put(key, new Entry<>(read, clock.instant()));
        if (entries.size() > capacity) {
          entries.remove(entries.keySet().iterator().next());
        }
      }
    }
    return Optional.ofNullable(read);
  }

  /**
   * Reads every row in use again; those that are gone or idle are dropped. A row that was forgotten
   * and read anew meanwhile stays: it is the newer one.
   */
  void refresh() {
    final Map<K, V> inUse = inUse();
    if (inUse.isEmpty()) {
      return;
    }
    final Map<K, V> fresh = reader.apply(inUse.keySet());
    synchronized (entries) {
      inUse.forEach(
          (key, seen) ->
              entries.computeIfPresent(
                  key, (k, now) -> now.value() == seen ? now.with(fresh.get(key)) : now));
    }
  }

  /**
   * Forgets a row that has just been changed here, so that the next reader sees the change at once.
   */
  void forget(final K key) {
    synchronized (entries) {
      forgotten++;
      entries.remove(key);
    }
  }

  private Map<K, V> inUse() {
    final Instant oldest = clock.instant().minus(IDLE);
    final Map<K, V> inUse = new HashMap<>();
    synchronized (entries) {
      entries.values().removeIf(entry -> entry.usedAt().isBefore(oldest));
      entries.forEach((key, entry) -> inUse.put(key, entry.value()));
    }
    return inUse;
  }

  private record Entry<V>(V value, Instant usedAt) {
    /** Null for a row that is gone. */
    Entry<V> with(final V fresh) {
      return fresh == null ? null : new Entry<>(fresh, usedAt);
    }
  }
}
