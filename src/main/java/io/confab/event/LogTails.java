package io.confab.event;

import io.confab.id.RoomId;
import io.confab.tenant.Scope;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The live readers of this process, by room. */
final class LogTails {
  private static final Logger LOG = System.getLogger(LogTails.class.getName());
  private static final CopyOnWriteArrayList<LogTail> NOBODY = new CopyOnWriteArrayList<>();

  private final EventLog log;
  private final ConcurrentMap<RoomId, CopyOnWriteArrayList<LogTail>> byRoom =
      new ConcurrentHashMap<>();

  LogTails(final EventLog log) {
    this.log = log;
  }

  LogTail follow(final Scope scope, final RoomId room) {
    final LogTail tail =
        new LogTail(
            after -> log.read(scope, room, after, LogTail.PAGE), closed -> forget(room, closed));
    byRoom.compute(
        room,
        (key, tails) -> {
          final CopyOnWriteArrayList<LogTail> list =
              tails == null ? new CopyOnWriteArrayList<>() : tails;
          list.add(tail);
          return list;
        });
    return tail;
  }

  /**
   * Hands what one commit wrote to the readers of each room, in order. What stood in the log
   * already is among it: the commit before may have succeeded without anybody hearing of it.
   */
  void committed(final Collection<Appended> written) {
    final Map<RoomId, List<RoomEvent>> byRoomWritten = new LinkedHashMap<>();
    for (final Appended appended : written) {
      byRoomWritten
          .computeIfAbsent(appended.event().room(), room -> new ArrayList<>())
          .add(appended.event());
    }
    byRoomWritten.forEach(
        (room, events) ->
            byRoom.getOrDefault(room, NOBODY).forEach(tail -> offer(tail, room, events)));
  }

  /** A reader that fails must not make a commit look as if it had. */
  private static void offer(final LogTail tail, final RoomId room, final List<RoomEvent> events) {
    try {
      tail.offer(events);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A reader of the room " + room + " failed", e);
    }
  }

  private void forget(final RoomId room, final LogTail tail) {
    byRoom.computeIfPresent(
        room,
        (key, list) -> {
          list.remove(tail);
          return list.isEmpty() ? null : list;
        });
  }
}
