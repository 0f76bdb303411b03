package io.confab.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendQueueTest {
  private static final int MANY = 1_000_000;

  private final ExecutorService eventLoop = Executors.newSingleThreadExecutor();
  private final List<String> written = new ArrayList<>();
  private final Queue<Runnable> unfinished = new ConcurrentLinkedQueue<>();
  private final AtomicInteger overflows = new AtomicInteger();
  private final AtomicLong now = new AtomicLong();
  private final SendQueue queue =
      new SendQueue(
          eventLoop,
          (frame, done) -> {
            written.add(frame);
            unfinished.add(done);
          },
          overflows::incrementAndGet,
          now::get);

  @AfterEach
  void stop() {
    eventLoop.shutdownNow();
  }

  @Test
  void shouldKeepTheOrderOfEachThreadThatSends() throws InterruptedException {
    queue.bound(MANY, MANY);
    final int threads = 8;
    final int each = 2_000;
    final CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService senders = Executors.newFixedThreadPool(threads)) {
      for (int t = 0; t < threads; t++) {
        final int thread = t;
        senders.execute(
            () -> {
              await(start);
              for (int i = 0; i < each; i++) {
                queue.put(Frame.of(thread + ":" + i));
              }
            });
      }
      start.countDown();
    }
    drain();

    final Map<String, List<Integer>> bySender =
        written.stream()
            .map(frame -> frame.split(":"))
            .collect(
                Collectors.groupingBy(
                    parts -> parts[0],
                    Collectors.mapping(parts -> Integer.valueOf(parts[1]), Collectors.toList())));
    assertThat(bySender).hasSize(threads);
    assertThat(bySender.values())
        .allSatisfy(sent -> assertThat(sent).isEqualTo(IntStream.range(0, each).boxed().toList()));
  }

  @Test
  void shouldOverflowOnceWhenMoreBytesAreInFlightThanItsBound() throws InterruptedException {
    queue.bound(10, MANY);

    queue.put(Frame.of("12345"));
    queue.put(Frame.of("12345"));
    assertThat(overflows).hasValue(0);
    queue.put(Frame.of("1"));
    queue.put(Frame.of("1"));

    assertThat(overflows).hasValue(1);
  }

  @Test
  void shouldCountAFrameAsInFlightUntilItHasLeft() throws InterruptedException {
    queue.bound(10, MANY);
    queue.put(Frame.of("1234567890"));
    drain();
    assertThat(queue.bytesInFlight()).isEqualTo(10);

    unfinished.remove().run();
    queue.put(Frame.of("1234567890"));

    assertThat(overflows).hasValue(0);
  }

  @Test
  void shouldOverflowOnTooManyFrames() {
    queue.bound(MANY, 2);

    queue.put(Frame.of("a"));
    queue.put(Frame.of("b"));
    queue.put(Frame.of("c"));

    assertThat(overflows).hasValue(1);
  }

  @Test
  void shouldOverflowWhenNothingLeavesForTooLong() {
    queue.bound(MANY, MANY);
    queue.put(Frame.of("a"));

    now.set(TimeUnit.SECONDS.toNanos(9));
    queue.checkProgress(TimeUnit.SECONDS.toNanos(10));
    assertThat(overflows).hasValue(0);
    now.set(TimeUnit.SECONDS.toNanos(10));
    queue.checkProgress(TimeUnit.SECONDS.toNanos(10));

    assertThat(overflows).hasValue(1);
  }

  @Test
  void shouldNotCallAnIdleReaderSlow() {
    queue.bound(MANY, MANY);

    now.set(TimeUnit.HOURS.toNanos(1));
    queue.checkProgress(TimeUnit.SECONDS.toNanos(10));
    queue.put(Frame.of("a"));
    queue.checkProgress(TimeUnit.SECONDS.toNanos(10));

    assertThat(overflows).hasValue(0);
  }

  @Test
  void shouldLetEverythingLeaveBeforeItCloses() throws InterruptedException {
    queue.bound(MANY, MANY);

    queue.put(Frame.of("last words"));
    queue.closeWith(() -> written.add("closed"));
    queue.put(Frame.of("too late"));
    drain();

    assertThat(written).containsExactly("last words", "closed");
  }

  @Test
  void shouldWakeWhoWaitsForItToEmpty() throws Exception {
    queue.bound(MANY, MANY);
    queue.put(Frame.of("1234567890"));
    drain();

    final var waiting = Executors.newVirtualThreadPerTaskExecutor();
    final var answer = waiting.submit(() -> queue.awaitBelow(10));
    unfinished.remove().run();

    assertThat(answer.get(30, TimeUnit.SECONDS)).isTrue();
    waiting.shutdownNow();
  }

  /** Waits until the event loop has done what it was given so far. */
  private void drain() throws InterruptedException {
    final CountDownLatch done = new CountDownLatch(1);
    eventLoop.execute(done::countDown);
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private static void await(final CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
