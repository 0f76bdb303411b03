package io.confab.session;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The only writer of a socket. Frames leave in the order they were put in, from whatever thread:
 * they are written on the socket's own event loop and nowhere else.
 *
 * <p>In flight is what was put in and has not left. Past its bound the reader is too slow: the
 * queue is emptied and closed, and {@code onOverflow} runs, once.
 */
public final class SendQueue {
  private final Executor eventLoop;
  private final FrameWriter writer;
  private final Runnable onOverflow;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition lighter = lock.newCondition();
  private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
  private Runnable last;
  private long maxBytes;
  private long maxFrames;
  private long bytes;
  private long frames;
  private long progressAt;
  private boolean scheduled;
  private boolean closed;

  /**
   * Makes the queue of one socket.
   *
   * @param eventLoop the socket's event loop; runs what it is given later, never at once
   * @param onOverflow closes the socket; runs on the thread that overflowed the queue
   */
  public SendQueue(
      final Executor eventLoop,
      final FrameWriter writer,
      final Runnable onOverflow,
      final LongSupplier nanoTime) {
    this.eventLoop = eventLoop;
    this.writer = writer;
    this.onOverflow = onOverflow;
    this.nanoTime = nanoTime;
  }

  /** Sets what may be in flight. */
  public void bound(final long newMaxBytes, final long newMaxFrames) {
    lock.lock();
    try {
      maxBytes = newMaxBytes;
      maxFrames = newMaxFrames;
    } finally {
      lock.unlock();
    }
  }

  /** Puts a frame in. Never blocks; after the close it does nothing. */
  public void put(final Frame frame) {
    boolean overflows = false;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (frames == 0) {
        progressAt = nanoTime.getAsLong();
      }
      if (bytes + frame.bytes() > maxBytes || frames + 1 > maxFrames) {
        overflows = true;
        shut();
      } else {
        bytes += frame.bytes();
        frames++;
        waiting.add(frame);
        schedule();
      }
    } finally {
      lock.unlock();
    }
    if (overflows) {
      onOverflow.run();
    }
  }

  /** Overflows if frames are in flight and none has left for so long. */
  public void checkProgress(final long stallNanos) {
    lock.lock();
    try {
      if (closed || frames == 0 || nanoTime.getAsLong() - progressAt < stallNanos) {
        return;
      }
      shut();
    } finally {
      lock.unlock();
    }
    onOverflow.run();
  }

  /** Lets what is in the queue leave, then runs the action on the event loop. Takes no more. */
  public void closeWith(final Runnable action) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      lighter.signalAll();
      last = action;
      schedule();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what has not left and takes no more: the socket is gone. */
  public void abandon() {
    lock.lock();
    try {
      shut();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Blocks until less than so much is in flight; for threads that may wait.
   *
   * @return whether the queue takes more; not if it was closed meanwhile
   */
  public boolean awaitBelow(final long limit) {
    lock.lock();
    try {
      while (!closed && bytes >= limit) {
        lighter.awaitUninterruptibly();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Blocks until everything has left, or for so long; for threads that may wait. */
  public void awaitEmpty(final long nanos) {
    lock.lock();
    try {
      for (long left = nanos; frames > 0 && left > 0; ) {
        left = lighter.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Bytes put in that have not left. */
  public long bytesInFlight() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  private void shut() {
    closed = true;
    waiting.clear();
    lighter.signalAll();
  }

  private void schedule() {
    if (!scheduled) {
      scheduled = true;
      eventLoop.execute(this::drain);
    }
  }

  private void drain() {
    for (Frame next = next(); next != null; next = next()) {
      final int size = next.bytes();
      writer.write(next.text(), () -> left(size));
    }
    final Runnable action;
    lock.lock();
    try {
      action = last;
      last = null;
    } finally {
      lock.unlock();
    }
    if (action != null) {
      action.run();
    }
  }

  private Frame next() {
    lock.lock();
    try {
      final Frame frame = waiting.poll();
      if (frame == null) {
        scheduled = false;
      }
      return frame;
    } finally {
      lock.unlock();
    }
  }

  private void left(final int size) {
    lock.lock();
    try {
      bytes -= size;
      frames--;
      progressAt = nanoTime.getAsLong();
      lighter.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
