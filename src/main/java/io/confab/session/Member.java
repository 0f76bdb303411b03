package io.confab.session;

import io.confab.id.ParticipantId;
import io.confab.protocol.GrantsView;
import io.confab.protocol.ParticipantView;
import io.confab.protocol.ServerMessage;
import io.confab.protocol.TrackView;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A participant that this node holds. Guarded by its room's lock, but for the final fields. */
final class Member {
  /** What peers are shown until the client is back: nothing that would make them stop anything. */
  private static final GrantsView UNKNOWN_GRANTS =
      new GrantsView(List.of(), true, true, true, true, false, false, false, false);

  final LiveRoom room;
  final ParticipantId id;
  final long incarnation;
  final Session session;
  final Instant joinedAt;
  private Connection connection;
  private GrantsView grants;
  private String name;
  private Map<String, String> attributes;
  private List<TrackView> tracks = List.of();
  boolean reconnecting;

  /** Tells one time of grace from the next; whoever comes back ends the one that runs. */
  int graces;

  /** The last entry of the log that went to this member, or that it may not see. */
  long position;

  /** The last entry it may not see and has not been told to skip; 0 for none. */
  long unseen;

  /** A member that publishes nothing yet. */
  Member(
      final LiveRoom room,
      final ParticipantId id,
      final long incarnation,
      final Entrant entrant,
      final GrantsView grants,
      final Instant now) {
    this.room = room;
    this.id = id;
    this.incarnation = incarnation;
    this.session = entrant.session();
    this.connection = entrant.connection();
    this.grants = grants;
    this.joinedAt = now;
    this.name = entrant.name();
    this.attributes = entrant.attributes();
  }

  /** One that the log tells of, until its client comes back and shows the rest. */
  static Member settling(final LiveRoom room, final RoomJournal.Join join) {
    final Session awaited = Session.awaited(room.tenant(), join.identity());
    final Entrant entrant = new Entrant(awaited, null, join.name(), Map.of(), List.of());
    final Member member =
        new Member(
            room, join.participant(), join.incarnation(), entrant, UNKNOWN_GRANTS, join.at());
    member.reconnecting = true;
    return member;
  }

  /** Whether its client has not come back since the room was opened. */
  boolean isSettling() {
    return session.token() == null;
  }

  /** Whether this is the seat that a session had before the room was opened. */
  boolean isSettlingFor(final Session returning) {
    return isSettling() && returning.claims(room.id(), incarnation);
  }

  /** The same participant, now that its client is back. */
  Member replacedBy(final Entrant entrant, final GrantsView newGrants) {
    return new Member(room, id, incarnation, entrant, newGrants, joinedAt);
  }

  boolean isHidden() {
    return grants.hidden();
  }

  GrantsView grants() {
    return grants;
  }

  String name() {
    return name;
  }

  List<TrackView> tracks() {
    return tracks;
  }

  /** Whether it joined over this socket. */
  boolean joinedOver(final Connection other) {
    return connection == other;
  }

  /** Joins again over another socket. */
  void moveTo(final Connection next) {
    connection = next;
  }

  /**
   * Queues a frame on the socket that joined. A newer one of the session hears how the room goes on
   * once it has joined too: it says then from where. Who is settling has no socket yet.
   */
  void send(final Frame frame) {
    if (connection != null) {
      connection.send(frame);
    }
  }

  /** As the other, for this member alone. */
  void send(final ServerMessage message) {
    if (connection != null) {
      connection.send(message);
    }
  }

  /** Its place in the room, with the grants of now. */
  Seat seat() {
    return new Seat(room, id, incarnation, grants);
  }

  /**
   * Takes newer grants, and withdraws tracks that they no longer permit. Being hidden or not stays
   * as it was at the join.
   */
  void grant(final GrantsView newer) {
    grants =
        new GrantsView(
            newer.publish(),
            newer.subscribe(),
            newer.chat(),
            newer.data(),
            newer.call(),
            newer.moderate(),
            newer.history(),
            newer.create(),
            grants.hidden());
    tracks = tracks.stream().filter(track -> PublishRules.permits(grants, track)).toList();
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
