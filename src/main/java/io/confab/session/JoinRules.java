package io.confab.session;

import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.GrantsView;
import io.confab.protocol.RoomView;
import io.confab.room.RoomSettings;
import io.confab.room.VerifiedToken;
import java.util.List;

/** What a token permits in a room: its own grants, less what the room has switched off. */
final class JoinRules {
  private JoinRules() {}

  /** Whether the token opens a room: for who is in it already. */
  static boolean opens(final VerifiedToken token, final RoomView room) {
    return lists(token, room.name()) && (room.isPublic() || !token.guest());
  }

  /** Refuses a room that the token does not open, with {@code forbidden}. */
  static void requireRoom(final VerifiedToken token, final RoomView room) {
    requireName(token, room.name());
    if (token.guest() && !room.isPublic()) {
      throw new ApiException(
          ErrorCode.FORBIDDEN, "Guests of a publishable key enter public rooms only.");
    }
  }

  /** Refuses a name that the token does not list, with {@code forbidden}. */
  static void requireName(final VerifiedToken token, final String roomName) {
    if (!lists(token, roomName)) {
      throw new ApiException(ErrorCode.FORBIDDEN, "The token does not list a room of this name.");
    }
  }

  private static boolean lists(final VerifiedToken token, final String roomName) {
    return token.rooms().stream().anyMatch(pattern -> pattern.matches(roomName));
  }

  /** The grants that hold in a room with these settings. */
  static GrantsView grants(final VerifiedToken token, final RoomSettings settings) {
    final GrantsView own = token.grants();
    final RoomSettings.Features features = settings.features();
    final List<String> publish =
        own.publish().stream()
            .filter(
                kind ->
                    switch (kind) {
                      case "audio" -> features.audio();
                      case "video" -> features.video();
                      default -> features.screen();
                    })
            .toList();
    return new GrantsView(
        publish,
        own.subscribe(),
        own.chat() && features.chat(),
        own.data() && features.data(),
        own.call(),
        own.moderate(),
        own.history(),
        own.create(),
        own.hidden());
  }
}
