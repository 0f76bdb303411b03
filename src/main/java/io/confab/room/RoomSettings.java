package io.confab.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The settings that hold in a room: the customer's {@link RoomOptions}, and defaults for the rest.
 *
 * @param maxParticipants people at the same time
 * @param relayOnly whether media goes through the relay alone
 * @param isPublic whether publishable keys open it
 * @param locked whether it refuses newcomers
 * @param emptyTimeoutSeconds how long a meeting outlives its last participant
 * @param features what participants can do
 */
@Schema(description = "The settings that hold in a room, defaults filled in")
public record RoomSettings(
    int maxParticipants,
    boolean relayOnly,
    @JsonProperty("public") boolean isPublic,
    boolean locked,
    int emptyTimeoutSeconds,
    Features features) {
  private static final int DEFAULT_EMPTY_TIMEOUT_SECONDS = 60;

  /** What participants can do. */
  @Schema(name = "RoomFeatures", description = "What participants can do")
  public record Features(
      boolean chat, boolean data, boolean audio, boolean video, boolean screen) {}

  /** Fills in the defaults; by default a relay is demanded only where there is one. */
  static RoomSettings of(final RoomOptions options, final boolean hasRelay) {
    final boolean isPublic = orElse(options.isPublic(), false);
    return new RoomSettings(
        Optional.ofNullable(options.maxParticipants()).orElse(RoomOptions.MAX_PARTICIPANTS),
        orElse(options.relayOnly(), isPublic && hasRelay),
        isPublic,
        orElse(options.locked(), false),
        Optional.ofNullable(options.emptyTimeoutSeconds()).orElse(DEFAULT_EMPTY_TIMEOUT_SECONDS),
        features(options.features()));
  }

  private static Features features(final RoomOptions.Features chosen) {
    return chosen == null
        ? new Features(true, true, true, true, true)
        : new Features(
            orElse(chosen.chat(), true),
            orElse(chosen.data(), true),
            orElse(chosen.audio(), true),
            orElse(chosen.video(), true),
            orElse(chosen.screen(), true));
  }

  private static boolean orElse(final Boolean chosen, final boolean fallback) {
    return chosen == null ? fallback : chosen;
  }
}
