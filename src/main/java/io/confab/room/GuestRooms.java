package io.confab.room;

import io.confab.apikey.ApiKeys;
import io.confab.apikey.RoomTemplateGiven;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What publishable keys have to say about rooms: which ones guests create, and that guests stay in
 * public ones.
 */
@Singleton
public final class GuestRooms {
  private final ApiKeys apiKeys;

  GuestRooms(final ApiKeys apiKeys) {
    this.apiKeys = apiKeys;
  }

  /**
   * The options of a room that this token's join would create by its publishable key's rule; empty
   * for tokens of other keys and for rooms that no rule names.
   */
  public Optional<RoomOptions> template(final VerifiedToken token, final String roomName) {
    return token
        .mintedBy()
        .filter(key -> token.guest())
        .flatMap(apiKeys::find)
        .flatMap(key -> key.ruleFor(roomName))
        .map(
            rule ->
                rule.template() == null
                    ? RoomOptions.NONE.asPublic()
                    : RoomJson.options("template", rule.template()).asPublic());
  }

  /** Keeps guests out of rooms that are not public, with {@code forbidden}. */
  public static void requireOpen(final VerifiedToken token, final RoomSettings settings) {
    if (token.guest() && !settings.isPublic()) {
      throw new ApiException(
          ErrorCode.FORBIDDEN,
          "This room is not public: a publishable key opens public rooms only. Use a token from your server.");
    }
  }

  void judge(@Observes final RoomTemplateGiven given) {
    RoomJson.options(given.path(), given.template());
  }
}
