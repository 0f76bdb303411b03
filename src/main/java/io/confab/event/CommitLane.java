package io.confab.event;

import io.confab.id.RoomId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The appends of one tenant that wait for a commit, first come first served. Guarded by the map in
 * {@link EventLog} that holds it: every call runs inside {@code compute} of its tenant's entry.
 */
final class CommitLane {
  private final int roomBound;
  private final ArrayDeque<PendingAppend> waiting = new ArrayDeque<>();
  private final Map<RoomId, Integer> waitingPerRoom = new HashMap<>();
  private boolean running;

  CommitLane(final int roomBound) {
    this.roomBound = roomBound;
  }

  /** Takes an append in, unless its room has too many waiting. */
  boolean offer(final PendingAppend append) {
    final int inRoom = waitingPerRoom.getOrDefault(append.room(), 0);
    if (inRoom >= roomBound) {
      return false;
    }
    waitingPerRoom.put(append.room(), inRoom + 1);
    waiting.add(append);
    return true;
  }

  /** Claims the lane for one writer at a time: true for the caller that has to start it. */
  boolean claim() {
    final boolean first = !running;
    running = true;
    return first;
  }

  /** The next appends to commit together, in their order of arrival; empty when none wait. */
  List<PendingAppend> take(final int most) {
    final List<PendingAppend> group = new ArrayList<>(Math.min(most, waiting.size()));
    while (group.size() < most && !waiting.isEmpty()) {
      final PendingAppend next = waiting.remove();
      waitingPerRoom.computeIfPresent(next.room(), (room, count) -> count == 1 ? null : count - 1);
      group.add(next);
    }
    return group;
  }
}
