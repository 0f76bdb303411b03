package io.confab.session;

import io.confab.id.ParticipantId;
import io.confab.protocol.GrantsView;
import io.confab.protocol.ParticipantView;
import io.confab.protocol.TrackView;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A participant that this node holds. Guarded by its room's lock, but for the final fields. */
final class Member {
  final ParticipantId id;
  final long incarnation;
  final Session session;
  final Instant joinedAt;
  GrantsView grants;
  String name;
  Map<String, String> attributes;
  List<TrackView> tracks;
  boolean reconnecting;

  /** Its client has a new socket and will join again. */
  boolean returning;

  /** How often its socket was lost; tells one absence from the next. */
  int absences;

  /** The last entry of the log that went to this member, or that it may not see. */
  long position;

  /** The last entry it may not see and has not been told to skip; 0 for none. */
  long unseen;

  Member(final ParticipantId id, final long incarnation, final Entrant entrant, final Instant now) {
    this.id = id;
    this.incarnation = incarnation;
    this.session = entrant.session();
    this.grants = entrant.grants();
    this.joinedAt = now;
    this.name = entrant.name();
    this.attributes = entrant.attributes();
    this.tracks = entrant.tracks();
  }

  boolean isHidden() {
    return grants.hidden();
  }

  /** Gives the session its seat, with the grants of now. */
  Seat takeSeatIn(final LiveRoom room) {
    final Seat seat = new Seat(room, id, incarnation, grants);
    session.takeSeat(seat);
    return seat;
  }

  /** Replaces what others see; null leaves a part as it is. */
  void show(
      final String newName,
      final Map<String, String> newAttributes,
      final List<TrackView> newTracks) {
    name = newName == null ? name : newName;
    attributes = newAttributes == null ? attributes : newAttributes;
    tracks = newTracks == null ? tracks : newTracks;
  }

  ParticipantView view() {
    return new ParticipantView(
        id,
        session.identity(),
        incarnation,
        name,
        attributes,
        reconnecting ? ParticipantView.State.RECONNECTING : ParticipantView.State.CONNECTED,
        tracks,
        grants.visible(),
        joinedAt);
  }
}
