package io.confab.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.id.MeetingId;
import io.confab.id.MessageId;
import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.support.TestTenant;
import io.confab.tenant.Scope;
import io.confab.tenant.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventLogTest {
  @Inject EventLog log;
  @Inject Transactions transactions;

  private Scope scope;
  private RoomId room;

  @BeforeEach
  void makeRoom() {
    scope = new Scope(TestTenant.create().id(), "test");
    room = newRoom(scope);
  }

  @Test
  void shouldNumberEntriesWithoutGapsInTheirOrderOfArrival() {
    final List<Appended> appended = appendAll(200);

    assertThat(appended.stream().map(answer -> answer.event().seq()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 200).boxed().toList());
    assertThat(log.read(scope, room, 0, 500))
        .isEqualTo(appended.stream().map(Appended::event).toList());
  }

  @Test
  void shouldAnswerARetryWithTheFirstEntry() {
    final NewEvent message = message("hello").once("client-1");

    final Appended first = await(message);
    final Appended second = await(message);

    assertThat(second.duplicate()).isTrue();
    assertThat(second.event()).isEqualTo(first.event());
    assertThat(log.head(scope, room).orElseThrow().lastSeq()).isEqualTo(1);
  }

  @Test
  void shouldAnswerARetryInTheSameCommitWithTheFirstEntry() {
    final NewEvent message = message("hello").once("client-1");

    final var answers = IntStream.range(0, 20).mapToObj(i -> append(message)).toList();

    assertThat(answers.stream().map(answer -> answer.toCompletableFuture().join().event().seq()))
        .containsOnly(1L);
  }

  @Test
  void shouldFailOnlyTheCulpritOfAGroup() {
    final var good = append(message("good"));
    final var bad =
        append(NewEvent.of(EventType.MESSAGE_CREATED, Optional.empty(), "a", "not json"));
    final var alsoGood = append(message("also good"));

    assertThat(good.toCompletableFuture().join().event().seq()).isEqualTo(1);
    assertThat(alsoGood.toCompletableFuture().join().event().seq()).isEqualTo(2);
    assertThatThrownBy(() -> bad.toCompletableFuture().join())
        .hasCauseInstanceOf(ApiException.class);
  }

  @Test
  void shouldAmendAMessageInPlaceTogetherWithTheEntryThatTellsIt() {
    final MessageId id = MessageId.random();
    await(message("first").about(id.value()));

    await(edited(id, "{\"text\": \"second\"}"));

    final List<RoomEvent> events = log.read(scope, room, 0, 10);
    assertThat(events).hasSize(2);
    assertThat(events.getFirst().data()).isEqualTo("{\"text\": \"second\"}");
    assertThat(events.getFirst().seq()).isEqualTo(1);
  }

  @Test
  void shouldRefuseToAmendWhatIsNotThere() {
    final NewEvent edit = edited(MessageId.random(), "{}");

    assertThatThrownBy(() -> await(edit))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ApiException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MESSAGE_NOT_FOUND));
    assertThat(log.head(scope, room).orElseThrow().lastSeq()).isZero();
  }

  @Test
  void shouldHandEveryEntryToItsFollowersOnceAndInOrder() {
    final List<Long> followed = new CopyOnWriteArrayList<>();
    await(message("before"));
    try (LogTail tail = log.follow(scope, room)) {
      tail.start(1, event -> followed.add(event.seq()));
      appendAll(100);
    }

    assertThat(followed).isEqualTo(LongStream.rangeClosed(2, 101).boxed().toList());
  }

  @Test
  void shouldNotLetOneTenantWriteToOrReadTheLogOfAnother() {
    await(message("mine"));
    final Scope foreign = new Scope(TestTenant.create().id(), "foreign");

    assertThatThrownBy(
            () -> log.append(foreign, room, message("theirs")).toCompletableFuture().join())
        .cause()
        .isInstanceOfSatisfying(
            ApiException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ROOM_NOT_FOUND));
    assertThat(log.read(foreign, room, 0, 10)).isEmpty();
    assertThat(log.head(foreign, room)).isEmpty();
    assertThat(log.head(scope, room).orElseThrow().lastSeq()).isEqualTo(1);
  }

  @Test
  void shouldNeverCommitEntriesOfTwoTenantsTogether() {
    final Scope other = new Scope(TestTenant.create().id(), "test");
    final RoomId otherRoom = newRoom(other);
    final List<CompletionStage<Appended>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(log.append(scope, room, message("mine " + i)));
      answers.add(log.append(other, otherRoom, message("theirs " + i)));
    }
    answers.forEach(answer -> answer.toCompletableFuture().join());

    final Set<String> mine = transactionsOf(scope, room);
    assertThat(mine).isNotEmpty().hasSizeLessThan(200);
    assertThat(transactionsOf(other, otherRoom)).isNotEmpty().doesNotContainAnyElementsOf(mine);
  }

  @Test
  void shouldKeepTheMeetingWithTheEntriesThatBeginAndEndIt() {
    final MeetingId meeting = MeetingId.random();

    await(NewEvent.of(EventType.ROOM_STARTED, Optional.of(meeting), "test", "{}"));
    assertThat(log.openMeeting(scope, room).orElseThrow().id()).isEqualTo(meeting);
    await(NewEvent.of(EventType.ROOM_ENDED, Optional.of(meeting), "test", "{}"));

    assertThat(log.openMeeting(scope, room)).isEmpty();
  }

  private List<Appended> appendAll(final int count) {
    final List<CompletionStage<Appended>> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      answers.add(append(message("message " + i)));
    }
    return answers.stream().map(answer -> answer.toCompletableFuture().join()).toList();
  }

  private CompletionStage<Appended> append(final NewEvent event) {
    return log.append(scope, room, event);
  }

  private Appended await(final NewEvent event) {
    return append(event).toCompletableFuture().join();
  }

  private static NewEvent message(final String text) {
    return NewEvent.of(
        EventType.MESSAGE_CREATED, Optional.empty(), "alice", "{\"text\": \"%s\"}".formatted(text));
  }

  private static NewEvent edited(final MessageId id, final String newData) {
    return NewEvent.of(EventType.MESSAGE_EDITED, Optional.empty(), "alice", "{}")
        .about(id.value())
        .amending(new Amendment(id.value(), (author, data) -> newData));
  }

  /** The transactions that wrote a room's entries. */
  private Set<String> transactionsOf(final Scope owner, final RoomId written) {
    return transactions.jdbc(
        owner,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select distinct xmin::text from room_event where room_id = ?")) {
            statement.setString(1, written.value());
            final Set<String> ids = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                ids.add(rows.getString(1));
              }
            }
            return ids;
          }
        });
  }

  /** A room whose log is empty. */
  private RoomId newRoom(final Scope owner) {
    final RoomId id = RoomId.random();
    return transactions.jdbc(
        owner,
        connection -> {
          for (final String sql :
              List.of(
                  "insert into room (tenant_id, id, name, settings, created_at, updated_at)"
                      + " values (?, ?, 'r', '{}', now(), now())",
                  "insert into room_log (tenant_id, room_id) values (?, ?)")) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              statement.setString(1, owner.tenant().value());
              statement.setString(2, id.value());
              statement.executeUpdate();
            }
          }
          return id;
        });
  }
}
