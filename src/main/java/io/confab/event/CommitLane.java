package io.confab.event;

import io.confab.id.RoomId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The appends of one tenant that wait for a commit, first come first served. Guarded by the map in
 * {@link GroupCommit} that holds it: every call runs inside {@code compute} of its tenant's entry.
 */
final class CommitLane {
  private final int roomBound;
  private final ArrayDeque<PendingAppend> waiting = new ArrayDeque<>();
  private final Map<RoomId, Integer> waitingPerRoom = new HashMap<>();
  private boolean running;

  CommitLane(final int roomBound) {
    this.roomBound = roomBound;
  }

  /** Whether the room has as many waiting as it may. */
  boolean isFull(final RoomId room) {
    return waitingPerRoom.getOrDefault(room, 0) >= roomBound;
  }

  /** Takes an append in, unless it may be refused and its room has too many waiting. */
  boolean offer(final PendingAppend append) {
    if (!append.owed() && isFull(append.room())) {
      return false;
    }
    waiting.addLast(append);
    count(append, 1);
    return true;
  }

  /** Claims the lane for one writer at a time: true for the caller that has to start it. */
  boolean claim() {
    final boolean first = !running;
    running = true;
    return first;
  }

  /**
   * The next appends to commit together, in their order of arrival; empty when none wait.
   *
   * @param mostOfRoom what its readers get at once has to fit into their queues
   */
  List<PendingAppend> take(final int most, final int mostOfRoom) {
    final List<PendingAppend> group = new ArrayList<>(Math.min(most, waiting.size()));
    final Map<RoomId, Integer> taken = new HashMap<>();
    for (final Iterator<PendingAppend> each = waiting.iterator();
        each.hasNext() && group.size() < most; ) {
      final PendingAppend next = each.next();
      if (taken.merge(next.room(), 1, Integer::sum) <= mostOfRoom) {
        each.remove();
        count(next, -1);
        group.add(next);
      }
    }
    return group;
  }

  /** Gives back what could not be committed yet, ahead of all that wait. */
  void putBack(final List<PendingAppend> group) {
    group
        .reversed()
        .forEach(
            append -> {
              waiting.addFirst(append);
              count(append, 1);
            });
  }

  /** Takes out whatever may be refused. */
  List<PendingAppend> dismiss() {
    final List<PendingAppend> asked = waiting.stream().filter(append -> !append.owed()).toList();
    asked.forEach(append -> count(append, -1));
    waiting.removeIf(append -> !append.owed());
    return asked;
  }

  private void count(final PendingAppend append, final int more) {
    waitingPerRoom.compute(
        append.room(),
        (room, count) -> {
          final int sum = (count == null ? 0 : count) + more;
          return sum == 0 ? null : sum;
        });
  }
}
