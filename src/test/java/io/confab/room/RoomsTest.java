package io.confab.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confab.event.EventLog;
import io.confab.event.EventType;
import io.confab.event.NewEvent;
import io.confab.event.RoomEvent;
import io.confab.id.MeetingId;
import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.problem.NewestFirst;
import io.confab.protocol.ErrorCode;
import io.confab.tenant.Scope;
import io.confab.tenant.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RoomsTest {
  private static final NewestFirst TOP = NewestFirst.after(Optional.empty());

  @Inject Rooms rooms;
  @Inject EventLog log;
  @Inject Bans bans;
  @Inject Tenants tenants;

  private Scope scope;

  @BeforeEach
  void enterATenant() {
    scope = new Scope(tenants.create("rooms", true).id(), "key_test");
  }

  @Test
  void aRoomIsFoundByNameAndById() {
    final Room room = create("standup");

    assertThat(rooms.find(scope, "standup")).contains(room);
    assertThat(rooms.find(scope, room.id().value())).contains(room);
    assertThat(rooms.find(scope, "STANDUP")).isEmpty();
    assertThat(rooms.find(scope, "a\0b")).isEmpty();
    assertThat(rooms.find(scope, "rm_nonsense")).isEmpty();
  }

  @Test
  void aRoomOfAnotherTenantIsNotThere() {
    final Room room = create("standup");
    final Scope other = new Scope(tenants.create("other", true).id(), "key_other");

    assertThat(rooms.find(other, "standup")).isEmpty();
    assertThat(rooms.find(other, room.id().value())).isEmpty();
    assertThat(rooms.list(other, TOP, 10)).isEmpty();
    refused(ErrorCode.ROOM_NOT_FOUND, () -> rooms.delete(other, room.id().value(), null));
    refused(ErrorCode.ROOM_NOT_FOUND, () -> lock(other, room.id().value(), null));
    refused(
        ErrorCode.ROOM_NOT_FOUND,
        () -> rooms.forJoin(other, room.id().value(), true, RoomOptions.NONE));
    assertThat(log.head(other, room.id())).isEmpty();
    assertThat(rooms.find(scope, "standup")).contains(room);
  }

  @Test
  void twoTenantsMayUseTheSameName() {
    final Room room = create("standup");
    final Scope other = new Scope(tenants.create("other", true).id(), "key_other");

    assertThat(rooms.findOrCreate(other, wanted("standup")).created()).isTrue();
    assertThat(rooms.find(other, "standup").orElseThrow().id()).isNotEqualTo(room.id());
  }

  @Test
  void ofManyWhoMakeARoomAtOnceOneDoes() throws Exception {
    final int callers = 8;
    final CyclicBarrier together = new CyclicBarrier(callers);
    final Callable<Rooms.Found> make =
        () -> {
          together.await();
          return rooms.findOrCreate(scope, wanted("race"));
        };
    final List<Rooms.Found> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      for (final Future<Rooms.Found> answer :
          threads.invokeAll(Collections.nCopies(callers, make))) {
        answers.add(answer.get());
      }
    }
    final RoomId made = rooms.find(scope, "race").orElseThrow().id();
    assertThat(answers).filteredOn(Rooms.Found::created).hasSize(1);
    assertThat(answers).extracting(answer -> answer.room().id()).containsOnly(made);
    assertThat(rooms.list(scope, TOP, 10)).hasSize(1);
    assertThat(eventsOf(rooms.find(scope, "race").orElseThrow()))
        .extracting(RoomEvent::type)
        .containsExactly(EventType.ROOM_CREATED);
  }

  @Test
  void everyChangeIsAnEntryInTheLogAndNoneIsNot() {
    final Room room = create("standup");

    final Room locked = lock(scope, "standup", "\"0\"");
    final Room same = lock(scope, "standup", "\"1\"");

    assertThat(locked.settings().locked()).isTrue();
    assertThat(locked.version()).isEqualTo(1);
    assertThat(same).isEqualTo(locked);
    final List<RoomEvent> events = eventsOf(room);
    assertThat(events)
        .extracting(RoomEvent::type)
        .containsExactly(EventType.ROOM_CREATED, EventType.ROOM_UPDATED);
    assertThat(events.getLast().data()).contains("\"locked\": true");
  }

  @Test
  void aChangeBasedOnAnOldVersionIsRefused() {
    create("standup");
    lock(scope, "standup", null);

    refused(ErrorCode.PRECONDITION_FAILED, () -> lock(scope, "standup", "\"0\""));
    refused(ErrorCode.PRECONDITION_FAILED, () -> rooms.delete(scope, "standup", "\"0\""));
    assertThat(rooms.find(scope, "standup").orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void aDeletedRoomIsToldAboutAndComesBackAsAnother() {
    final Room room = create("standup");

    rooms.delete(scope, "standup", null);

    assertThat(Deletions.SEEN).contains(new RoomDeleted(scope, room.id()));
    assertThat(rooms.find(scope, "standup")).isEmpty();
    assertThat(log.head(scope, room.id())).isEmpty();
    assertThat(create("standup").id()).isNotEqualTo(room.id());
  }

  /** Each begins with a lock of its own; in another order they would wait for each other. */
  @Test
  void whoeverWritesWhileARoomIsDeletedIsDoneOrTold() throws Exception {
    for (int round = 0; round < 10; round++) {
      final Room room = create("race-" + round);
      final CyclicBarrier together = new CyclicBarrier(4);
      final List<Callable<Object>> writers =
          List.of(
              () -> lock(scope, room.id().value(), null),
              () -> bans.ban(scope, room.id(), "mallory", Optional.empty(), Optional.empty()),
              () -> start(room),
              () -> {
                rooms.delete(scope, room.id().value(), null);
                return true;
              });
      try (ExecutorService threads = Executors.newFixedThreadPool(writers.size())) {
        for (final Future<Object> writer :
            threads.invokeAll(writers.stream().map(each -> awaiting(together, each)).toList())) {
          assertThat(outcome(writer)).isIn("done", ErrorCode.ROOM_NOT_FOUND);
        }
      }
      assertThat(rooms.find(scope, room.id().value())).isEmpty();
    }
  }

  @Test
  void joiningMakesARoomOnlyForThoseWhoMay() {
    refused(
        ErrorCode.ROOM_NOT_FOUND, () -> rooms.forJoin(scope, "desk-1", false, RoomOptions.NONE));
    final Room made = rooms.forJoin(scope, "desk-1", true, RoomOptions.NONE.asPublic());

    assertThat(made.settings().isPublic()).isTrue();
    assertThat(rooms.forJoin(scope, "desk-1", false, RoomOptions.NONE)).isEqualTo(made);
    refused(
        ErrorCode.ROOM_NOT_FOUND,
        () -> rooms.forJoin(scope, RoomId.random().value(), true, RoomOptions.NONE));
    refused(ErrorCode.INVALID_REQUEST, () -> rooms.forJoin(scope, "a b", true, RoomOptions.NONE));
  }

  @Test
  void relayOnlyWithoutARelayIsRefusedBeforeAnybodyTriesToTalk() {
    final RoomOptions relayOnly = new RoomOptions(null, true, null, null, null, null);

    refused(
        ErrorCode.TURN_NOT_CONFIGURED,
        () -> rooms.findOrCreate(scope, new NewRoom(RoomName.of("private"), relayOnly, "{}")));
  }

  @Test
  void pagesShowTheNewestFirstAndLoseNothing() {
    final List<RoomId> made =
        IntStream.range(0, 7).mapToObj(i -> create("room-" + i).id()).toList();

    final List<Room> first = rooms.list(scope, TOP, 4);
    final List<Room> rest =
        rooms.list(
            scope, new NewestFirst(first.getLast().createdAt(), first.getLast().id().value()), 4);

    assertThat(first).hasSize(4);
    assertThat(rest).hasSize(3);
    assertThat(first)
        .extracting(Room::id)
        .doesNotContainAnyElementsOf(rest.stream().map(Room::id).toList());
    assertThat(made).containsAll(first.stream().map(Room::id).toList());
  }

  private Room create(final String name) {
    return rooms.findOrCreate(scope, wanted(name)).room();
  }

  private static NewRoom wanted(final String name) {
    return new NewRoom(RoomName.of(name), RoomOptions.NONE, "{\"team\":\"é\"}");
  }

  private Room lock(final Scope asked, final String room, final String ifMatch) {
    return rooms.change(
        asked, room, ifMatch, options -> options.deepCopy().put("locked", true), tags -> tags);
  }

  private List<RoomEvent> eventsOf(final Room room) {
    return log.read(scope, room.id(), 0, 100);
  }

  private Object start(final Room room) {
    return log.append(
            scope,
            room.id(),
            NewEvent.of(
                EventType.ROOM_STARTED, Optional.of(MeetingId.random()), "service:room", "{}"))
        .toCompletableFuture()
        .join();
  }

  private static Callable<Object> awaiting(
      final CyclicBarrier together, final Callable<Object> work) {
    return () -> {
      together.await();
      return work.call();
    };
  }

  private static Object outcome(final Future<?> work) throws InterruptedException {
    try {
      work.get();
      return "done";
    } catch (ExecutionException e) {
      final Throwable cause =
          e.getCause() instanceof CompletionException wrapped ? wrapped.getCause() : e.getCause();
      return cause instanceof ApiException refused ? refused.code() : cause;
    }
  }

  private static void refused(final ErrorCode code, final ThrowingCallable call) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(call)
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
  }

  /** What the rest of the service would hear. */
  @Dependent
  static class Deletions {
    static final Queue<RoomDeleted> SEEN = new ConcurrentLinkedQueue<>();

    void saw(@Observes final RoomDeleted deleted) {
      SEEN.add(deleted);
    }
  }
}
