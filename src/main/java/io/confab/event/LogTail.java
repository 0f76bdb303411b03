package io.confab.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * One reader's place at the end of a room's log. It emits only the entry after the last one; what
 * came out of turn waits, and what never came is read from the log. So a reader sees every entry
 * once and in order, whatever order commits are heard of in.
 */
public final class LogTail implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LogTail.class.getName());

  /** Entries read at a time to close a hole. */
  static final int PAGE = 200;

  /** What may wait for its turn; beyond it the log is read instead. */
  private static final int AHEAD = 1024;

  private final LongFunction<List<RoomEvent>> pageAfter;
  private final Consumer<LogTail> onClose;
  private final ReentrantLock lock = new ReentrantLock();
  private final TreeMap<Long, RoomEvent> ahead = new TreeMap<>();
  private Consumer<RoomEvent> reader;
  private boolean filling;
  private boolean closed;
  private long head;

  /** The last entry heard of, whether or not there was room for it to wait. */
  private long heardOf;

  LogTail(final LongFunction<List<RoomEvent>> pageAfter, final Consumer<LogTail> onClose) {
    this.pageAfter = pageAfter;
    this.onClose = onClose;
  }

  /** The last entry emitted. */
  public long head() {
    lock.lock();
    try {
      return head;
    } finally {
      lock.unlock();
    }
  }

  /** Looks again for a hole that could not be closed when it was found. */
  public void check() {
    offer(List.of());
  }

  /** Stops reading. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      ahead.clear();
    } finally {
      lock.unlock();
    }
    onClose.accept(this);
  }

  /**
   * Begins after this entry; until now everything waited.
   *
   * @param from the last entry that the reader knows
   * @param newReader called by one thread at a time; must not block
   */
  public void start(final long from, final Consumer<RoomEvent> newReader) {
    lock.lock();
    try {
      head = from;
      reader = newReader;
    } finally {
      lock.unlock();
    }
    offer(List.of());
  }

  /** Takes committed entries in, in any order, any number of times. */
  void offer(final List<RoomEvent> events) {
    boolean mustFill;
    lock.lock();
    try {
      events.forEach(this::keep);
      emitInTurn();
      mustFill = lags() && !filling;
      filling |= mustFill;
    } finally {
      lock.unlock();
    }
    while (mustFill) {
      mustFill = fill();
    }
  }

  /** Reads a page of the hole without holding the lock; says whether a hole is left. */
  private boolean fill() {
    List<RoomEvent> page = List.of();
    try {
      page = pageAfter.apply(head());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A hole in a room's log could not be read yet", e);
    }
    lock.lock();
    filling = false;
    try {
      page.forEach(this::keep);
      emitInTurn();
      filling = lags() && !page.isEmpty();
      return filling;
    } finally {
      lock.unlock();
    }
  }

  private boolean lags() {
    return reader != null && !closed && head < heardOf;
  }

  private void keep(final RoomEvent event) {
    if (closed || reader != null && event.seq() <= head) {
      return;
    }
    heardOf = Math.max(heardOf, event.seq());
    ahead.put(event.seq(), event);
    if (ahead.size() > AHEAD) {
      ahead.pollLastEntry();
    }
  }

  private void emitInTurn() {
    if (reader == null) {
      return;
    }
    ahead.headMap(head, true).clear();
    for (RoomEvent next = ahead.remove(head + 1); next != null; next = ahead.remove(head + 1)) {
      head = next.seq();
      reader.accept(next);
    }
  }
}
