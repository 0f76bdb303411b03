package io.confab.session;

import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.GrantsView;
import io.confab.protocol.TrackView;
import java.util.List;

/** What a participant may show, by the {@code publish} grant. */
public final class PublishRules {
  private PublishRules() {}

  /** Refuses tracks of a kind that the grants do not name, with {@code forbidden}. */
  public static void require(final GrantsView grants, final List<TrackView> tracks) {
    for (final TrackView track : tracks) {
      final String kind =
          switch (track.source()) {
            case MICROPHONE, AUDIO -> "audio";
            case CAMERA, VIDEO -> "video";
            case SCREEN, SCREEN_AUDIO -> "screen";
          };
      if (!grants.publish().contains(kind)) {
        throw new ApiException(
            ErrorCode.FORBIDDEN, "The token does not grant publishing %s here.".formatted(kind));
      }
    }
  }
}
