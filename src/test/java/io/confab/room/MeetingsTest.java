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
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MeetingsTest {
  private static final NewestFirst TOP = NewestFirst.after(Optional.empty());

  @Inject Rooms rooms;
  @Inject Meetings meetings;
  @Inject Bans bans;
  @Inject EventLog log;
  @Inject Tenants tenants;

  private Scope scope;
  private RoomId room;

  @BeforeEach
  void openARoom() {
    scope = new Scope(tenants.create("meetings", true).id(), "service:session");
    room = rooms.forJoin(scope, "standup", true, RoomOptions.NONE).id();
  }

  @Test
  void theLogBeginsAndEndsMeetings() {
    assertThat(meetings.current(scope, room)).isEmpty();

    final MeetingId meeting = start(room);
    assertThat(meetings.current(scope, room)).contains(meeting);
    assertThat(meetings.find(scope, meeting).orElseThrow().endedAt()).isEmpty();

    end(meeting);
    assertThat(meetings.current(scope, room)).isEmpty();
    assertThat(meetings.find(scope, meeting).orElseThrow().endedAt()).isPresent();
  }

  @Test
  void whatHappensMeanwhileBelongsToTheMeeting() {
    final MeetingId meeting = start(room);

    bans.ban(scope, room, "mallory", Optional.of("spam"), Optional.empty());

    final RoomEvent entry = log.read(scope, room, 0, 10).getLast();
    assertThat(entry.type()).isEqualTo(EventType.PARTICIPANT_BANNED);
    assertThat(entry.meeting()).contains(meeting);
    assertThat(entry.data()).contains("mallory").doesNotContain("spam");
  }

  @Test
  void theListIsNewestFirstAndOfOneRoom() {
    final List<MeetingId> held = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      final MeetingId meeting = start(room);
      end(meeting);
      held.add(meeting);
    }
    final RoomId other = rooms.forJoin(scope, "other", true, RoomOptions.NONE).id();
    start(other);

    final List<Meeting> listed = meetings.list(scope, room, TOP, 10);

    assertThat(listed).extracting(Meeting::id).containsExactlyInAnyOrderElementsOf(held);
    assertThat(listed)
        .extracting(Meeting::startedAt)
        .isSortedAccordingTo(Collections.reverseOrder());
    final Meeting first = listed.getFirst();
    final NewestFirst behind = new NewestFirst(first.startedAt(), first.id().value());
    assertThat(meetings.list(scope, room, behind, 10)).isEqualTo(listed.subList(1, 3));
  }

  @Test
  void aBanInARoomThatIsGoneIsNoServerError() {
    rooms.delete(scope, "standup", null);

    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> bans.ban(scope, room, "mallory", Optional.empty(), Optional.empty()))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ROOM_NOT_FOUND));
  }

  @Test
  void aBanHoldsUntilItExpiresOrIsLifted() {
    final Instant hour = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
    bans.ban(scope, room, "mallory", Optional.empty(), Optional.of(hour));
    bans.ban(scope, room, "oscar", Optional.empty(), Optional.of(Instant.EPOCH));
    bans.ban(scope, room, "trudy", Optional.of("é ☕"), Optional.empty());

    assertThat(bans.isBanned(scope, room, "mallory")).isTrue();
    assertThat(bans.isBanned(scope, room, "oscar")).isFalse();
    assertThat(bans.isBanned(scope, room, "nobody\0")).isFalse();
    assertThat(bans.list(scope, room, Optional.empty(), 10))
        .extracting(Ban::identity)
        .containsExactly("mallory", "trudy");
    assertThat(bans.list(scope, room, Optional.of("mallory"), 10))
        .extracting(Ban::identity)
        .containsExactly("trudy");

    bans.ban(scope, room, "mallory", Optional.of("again"), Optional.empty());
    assertThat(bans.find(scope, room, "mallory").orElseThrow().expiresAt()).isEmpty();
    assertThat(bans.unban(scope, room, "mallory")).isTrue();
    assertThat(bans.unban(scope, room, "mallory")).isFalse();
    assertThat(bans.isBanned(scope, room, "mallory")).isFalse();
  }

  private MeetingId start(final RoomId place) {
    final MeetingId meeting = MeetingId.random();
    append(place, EventType.ROOM_STARTED, meeting);
    return meeting;
  }

  private void end(final MeetingId meeting) {
    append(room, EventType.ROOM_ENDED, meeting);
  }

  private void append(final RoomId place, final EventType type, final MeetingId meeting) {
    log.append(scope, place, NewEvent.of(type, Optional.of(meeting), "service:room", "{}"))
        .toCompletableFuture()
        .join();
  }
}
