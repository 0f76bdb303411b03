package io.confab.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import io.confab.id.ParticipantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A participant as the members of its room see it.
 *
 * @param id the same at every join of this identity into this room
 * @param identity who it is, from the token's {@code sub}
 * @param incarnation which join this is; larger at each
 * @param name display name; null when it has none
 * @param attributes the application's own facts
 * @param state whether its connection is alive
 * @param tracks what it publishes
 * @param grants what it may do, as far as others need to know
 * @param joinedAt when this incarnation joined
 */
@RegisterForReflection
public record ParticipantView(
    ParticipantId id,
    String identity,
    long incarnation,
    String name,
    Map<String, String> attributes,
    State state,
    List<TrackView> tracks,
    Grants grants,
    Instant joinedAt) {

  public ParticipantView {
    attributes = Map.copyOf(attributes);
    tracks = List.copyOf(tracks);
    joinedAt = joinedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Whether a participant's connection is alive. */
  public enum State {
    CONNECTED,
    /** Silent for a while; its place is kept for the presence grace. */
    RECONNECTING;

    /** The name on the wire. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The grants that others can see.
   *
   * @param publish kinds it may publish: {@code audio}, {@code video}, {@code screen}
   * @param data whether it may send data
   * @param chat whether it may write messages
   */
  public record Grants(List<String> publish, boolean data, boolean chat) {
    public Grants {
      publish = List.copyOf(publish);
    }
  }
}
