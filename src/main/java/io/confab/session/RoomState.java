package io.confab.session;

import io.confab.protocol.RoomView;
import io.confab.room.Room;
import io.confab.room.RoomSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What a live room needs to know of its rows; read when it is opened and when they change.
 *
 * @param view the room as members see it
 * @param bans identities that may not enter, and until when
 */
public record RoomState(RoomView view, RoomSettings settings, Map<String, Instant> bans) {
  static RoomState of(final Room room, final Map<String, Instant> bans) {
    return new RoomState(room.view(), room.settings(), Map.copyOf(bans));
  }

  /** How long a meeting outlives its last participant. */
  Duration emptyTimeout() {
    return Duration.ofSeconds(settings.emptyTimeoutSeconds());
  }

  /** The same with a ban until then. */
  RoomState banning(final String identity, final Instant until) {
    final Map<String, Instant> more = new HashMap<>(bans);
    more.put(identity, until);
    return new RoomState(view, settings, Map.copyOf(more));
  }

  boolean isBanned(final String identity, final Instant now) {
    return bans.getOrDefault(identity, Instant.MIN).isAfter(now);
  }
}
