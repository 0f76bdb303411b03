package io.confab.session;

import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.protocol.ParticipantView;
import io.confab.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who came, changed or went since the members were last told. The frame is made from the present
 * state, never from the moment of a change: so it may cross a newcomer's snapshot and do no harm.
 */
final class PresenceDiff {
  private final Set<ParticipantId> joined = new LinkedHashSet<>();
  private final Set<ParticipantId> updated = new LinkedHashSet<>();
  private final List<ServerMessage.Departure> left = new ArrayList<>();

  /** Those who joined and stand in a snapshot that somebody was given meanwhile. */
  private final Set<ParticipantId> shown = new HashSet<>();

  void joined(final Member member) {
    joined.add(member.id);
  }

  void updated(final Member member) {
    updated.add(member.id);
  }

  /** Whoever is gone has to be told, unless nobody ever knew of this incarnation. */
  void left(final ServerMessage.Departure departure) {
    final boolean untold = joined.remove(departure.id());
    updated.remove(departure.id());
    if (!untold || shown.remove(departure.id())) {
      left.add(departure);
    }
  }

  /** A newcomer was given a snapshot of everybody. */
  void snapshotTaken() {
    shown.addAll(joined);
  }

  /** Whether members have yet to hear that this one is here. */
  boolean withholds(final ParticipantId participant) {
    return joined.contains(participant);
  }

  boolean isEmpty() {
    return joined.isEmpty() && updated.isEmpty() && left.isEmpty();
  }

  /** The frame that tells it all, once; empty when there is nothing to tell. */
  Optional<ServerMessage.Presence> take(
      final RoomId room, final Map<ParticipantId, Member> members) {
    if (isEmpty()) {
      return Optional.empty();
    }
    updated.removeAll(joined);
    final ServerMessage.Presence frame =
        new ServerMessage.Presence(
            room, views(joined, members), views(updated, members), List.copyOf(left));
    joined.clear();
    updated.clear();
    left.clear();
    shown.clear();
    return Optional.of(frame);
  }

  private static List<ParticipantView> views(
      final Set<ParticipantId> ids, final Map<ParticipantId, Member> members) {
    return ids.stream().map(members::get).map(Member::view).toList();
  }
}
