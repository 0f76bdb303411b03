package io.confab.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.confab.id.EventId;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LogTailTest {
  private static final TenantId TENANT = TenantId.random();
  private static final RoomId ROOM = RoomId.random();

  private final List<RoomEvent> log = new ArrayList<>();
  private final List<Long> read = new ArrayList<>();
  private boolean databaseIsAway;
  private final LogTail tail = new LogTail(this::pageAfter, closed -> {});

  @Test
  void shouldEmitInOrderWhateverTheOrderOfCommits() {
    tail.start(0, this::take);

    tail.offer(List.of(event(1)));
    tail.offer(List.of(event(3), event(4)));
    tail.offer(List.of(event(2)));

    assertThat(read).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void shouldEmitEachEntryOnce() {
    tail.start(0, this::take);

    tail.offer(List.of(event(1), event(2)));
    tail.offer(List.of(event(1), event(2), event(3)));

    assertThat(read).containsExactly(1L, 2L, 3L);
  }

  @Test
  void shouldReadFromTheLogWhatItNeverHeardOf() {
    tail.start(0, this::take);
    append(1, 250);

    tail.offer(List.of(event(250)));

    assertThat(read).isEqualTo(LongStream.rangeClosed(1, 250).boxed().toList());
  }

  @Test
  void shouldGatherUntilItIsStarted() {
    tail.offer(List.of(event(6), event(7)));
    assertThat(read).isEmpty();

    tail.start(5, this::take);

    assertThat(read).containsExactly(6L, 7L);
  }

  @Test
  void shouldReadWhatThereWasNoRoomToKeep() {
    append(1, 3_000);
    tail.offer(log.subList(1, 3_000));

    tail.start(0, this::take);

    assertThat(read).isEqualTo(LongStream.rangeClosed(1, 3_000).boxed().toList());
  }

  @Test
  void shouldGoOnAfterAnEntryThatTheReaderCouldNotTake() {
    tail.start(
        0,
        event -> {
          take(event);
          if (event.seq() == 2) {
            throw new IllegalStateException("too much");
          }
        });
    append(1, 4);

    assertThatIllegalStateException().isThrownBy(() -> tail.offer(List.of(event(4))));
    append(5, 6);
    tail.offer(List.of(event(6)));

    assertThat(read).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void shouldCloseAHoleOnceTheDatabaseIsBack() {
    tail.start(0, this::take);
    append(1, 3);
    databaseIsAway = true;
    tail.offer(List.of(event(3)));
    assertThat(read).isEmpty();

    databaseIsAway = false;
    tail.check();

    assertThat(read).containsExactly(1L, 2L, 3L);
  }

  @Test
  void shouldFallSilentWhenClosed() {
    tail.start(0, this::take);

    tail.close();
    tail.offer(List.of(event(1)));

    assertThat(read).isEmpty();
  }

  private void take(final RoomEvent event) {
    read.add(event.seq());
  }

  private void append(final long from, final long to) {
    LongStream.rangeClosed(from, to).forEach(seq -> log.add(event(seq)));
  }

  private List<RoomEvent> pageAfter(final long after) {
    if (databaseIsAway) {
      throw new IllegalStateException("away");
    }
    return log.stream().filter(event -> event.seq() > after).limit(LogTail.PAGE).toList();
  }

  private static RoomEvent event(final long seq) {
    return new RoomEvent(
        EventId.random(),
        EventType.MESSAGE_CREATED,
        Instant.EPOCH,
        TENANT,
        ROOM,
        Optional.empty(),
        seq,
        "{}");
  }
}
