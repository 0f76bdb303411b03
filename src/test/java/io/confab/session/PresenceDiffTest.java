package io.confab.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import io.confab.protocol.GrantsView;
import io.confab.protocol.LeaveReason;
import io.confab.protocol.ServerMessage;
import io.confab.room.VerifiedToken;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PresenceDiffTest {
  private static final RoomId ROOM = RoomId.random();
  private static final GrantsView GRANTS =
      new GrantsView(List.of(), true, true, true, true, false, false, false, false);

  private final Map<ParticipantId, Member> members = new LinkedHashMap<>();
  private final PresenceDiff diff = new PresenceDiff();
  private long incarnations;

  @Test
  void shouldTellNothingOfWhoCameAndWentUnseen() {
    leave(join("ada"));

    assertThat(diff.isEmpty()).isTrue();
    assertThat(diff.take(ROOM, members)).isEmpty();
  }

  @Test
  void shouldTellOfALeaveToWhomASnapshotShowedTheJoin() {
    final Member ada = join("ada");
    diff.snapshotTaken();

    leave(ada);

    assertThat(told().left()).extracting(ServerMessage.Departure::id).containsExactly(ada.id);
  }

  @Test
  void shouldTellOfEachIncarnationThatSomebodyKnew() {
    final Member first = join("ada");
    told();
    leave(first);
    final Member second = join("ada");
    diff.snapshotTaken();
    leave(second);

    assertThat(told().left())
        .extracting(ServerMessage.Departure::incarnation)
        .containsExactly(first.incarnation, second.incarnation);
  }

  @Test
  void shouldTellWhoWasReplacedAsGoneAndAsCome() {
    final Member first = join("ada");
    told();
    leave(first);
    final Member second = join("ada");

    final ServerMessage.Presence presence = told();
    assertThat(presence.left()).hasSize(1);
    assertThat(presence.joined()).containsExactly(second.view());
  }

  @Test
  void shouldShowWhoCameAsItIsWhenItIsTold() {
    final Member ada = join("ada");
    ada.show("Ada", null, null);
    diff.updated(ada);

    final ServerMessage.Presence presence = told();
    assertThat(presence.joined()).containsExactly(ada.view());
    assertThat(presence.updated()).isEmpty();
  }

  @Test
  void shouldNotUpdateWhoHasLeft() {
    final Member ada = join("ada");
    told();
    diff.updated(ada);

    leave(ada);

    assertThat(told().updated()).isEmpty();
  }

  private ServerMessage.Presence told() {
    return diff.take(ROOM, members).orElseThrow();
  }

  private Member join(final String identity) {
    final Session session = Session.begun(token(identity));
    final ParticipantId id = ParticipantId.derivedFrom((identity + "0123456789abcdef").getBytes());
    final Member member =
        new Member(
            null,
            id,
            ++incarnations,
            new Entrant(session, null, null, Map.of(), List.of()),
            GRANTS,
            Instant.EPOCH);
    members.put(id, member);
    diff.joined(member);
    return member;
  }

  private void leave(final Member member) {
    members.remove(member.id);
    diff.left(
        new ServerMessage.Departure(
            member.id, member.incarnation, member.session.identity(), LeaveReason.LEFT));
  }

  private static VerifiedToken token(final String identity) {
    return new VerifiedToken(
        TenantId.random(),
        identity,
        List.of(),
        GRANTS,
        Optional.empty(),
        Map.of(),
        List.of(),
        Instant.EPOCH,
        Instant.EPOCH,
        true,
        "kid",
        Optional.empty(),
        false);
  }
}
