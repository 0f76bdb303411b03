package io.confab.session;

import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.protocol.ParticipantView;
import io.confab.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private final Map<ParticipantId, ServerMessage.Departure> left = new LinkedHashMap<>();

  void joined(final Member member) {
    joined.add(member.id);
  }

  void updated(final Member member) {
    updated.add(member.id);
  }

  void left(final ServerMessage.Departure departure) {
    final boolean nobodyKnewIt = joined.remove(departure.id()) && !left.containsKey(departure.id());
    updated.remove(departure.id());
    if (!nobodyKnewIt) {
      left.putIfAbsent(departure.id(), departure);
    }
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
            room, views(joined, members), views(updated, members), new ArrayList<>(left.values()));
    joined.clear();
    updated.clear();
    left.clear();
    return Optional.of(frame);
  }

  private static List<ParticipantView> views(
      final Set<ParticipantId> ids, final Map<ParticipantId, Member> members) {
    return ids.stream().map(members::get).map(Member::view).toList();
  }
}
