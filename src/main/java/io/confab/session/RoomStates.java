package io.confab.session;

import io.confab.id.RoomId;
import io.confab.room.Ban;
import io.confab.room.Bans;
import io.confab.room.Room;
import io.confab.room.Rooms;
import io.confab.tenant.Scope;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads of a room's rows what a live room needs. */
@Singleton
final class RoomStates {
  private static final int PAGE = 500;

  private final Rooms rooms;
  private final Bans bans;

  RoomStates(final Rooms rooms, final Bans bans) {
    this.rooms = rooms;
    this.bans = bans;
  }

  /** The room as its rows are now; empty if it is gone. */
  Optional<RoomState> load(final Scope scope, final RoomId id) {
    final Optional<Room> room = rooms.find(scope, id.value());
    return room.map(row -> RoomState.of(row, bansOf(scope, id)));
  }

  private Map<String, Instant> bansOf(final Scope scope, final RoomId room) {
    final Map<String, Instant> all = new HashMap<>();
    Optional<String> after = Optional.empty();
    List<Ban> page;
    do {
      page = bans.list(scope, room, after, PAGE);
      page.forEach(ban -> all.put(ban.identity(), ban.expiresAt().orElse(Instant.MAX)));
      after = page.isEmpty() ? Optional.empty() : Optional.of(page.getLast().identity());
    } while (page.size() == PAGE);
    return all;
  }
}
