package io.confab.room;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a customer has chosen for a room. Only choices are stored: what is null follows the default,
 * also when a later version has a better one. {@link RoomSettings} is the outcome.
 *
 * @param maxParticipants 1 to 50; 50 unless chosen
 * @param relayOnly whether media goes through the relay alone, so that nobody learns an address;
 *     unless chosen, on for public rooms of a deployment that has a relay
 * @param isPublic whether publishable keys open it; off unless chosen
 * @param locked whether it refuses newcomers; off unless chosen
 * @param emptyTimeoutSeconds how long a meeting outlives its last participant, 0 to 86,400; 60
 *     unless chosen
 * @param features what participants can do; all of it unless chosen
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Settings of a room; each one left away follows its default")
public record RoomOptions(
    @Schema(minimum = "1", maximum = "50", description = "People at the same time (50)")
        Integer maxParticipants,
    @Schema(
            description =
                "Media through TURN alone, so that no participant learns another's address"
                    + " (true for public rooms where TURN is configured)")
        Boolean relayOnly,
    @JsonProperty("public") @Schema(description = "Publishable keys open it (false)")
        Boolean isPublic,
    @Schema(description = "Refuses newcomers (false)") Boolean locked,
    @Schema(
            minimum = "0",
            maximum = "86400",
            description = "How long a meeting outlives its last participant (60)")
        Integer emptyTimeoutSeconds,
    Features features) {

  /** No choice made. */
  public static final RoomOptions NONE = new RoomOptions(null, null, null, null, null, null);

  static final int MAX_PARTICIPANTS = 50;
  static final int MAX_EMPTY_TIMEOUT_SECONDS = 86_400;

  /** What participants can do; null follows the default, which is yes. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "RoomFeatureOptions",
      description = "What participants can do; each one true unless set")
  public record Features(
      Boolean chat, Boolean data, Boolean audio, Boolean video, Boolean screen) {}

  /** The same options for a room that publishable keys open. */
  @JsonIgnore
  public RoomOptions asPublic() {
    return new RoomOptions(maxParticipants, relayOnly, true, locked, emptyTimeoutSeconds, features);
  }

  /**
   * Checks the ranges.
   *
   * @param path where in the request the options stand
   * @throws ApiException {@code invalid_request} that points at the option
   */
  RoomOptions check(final String path) {
    checkRange(path + ".maxParticipants", maxParticipants, 1, MAX_PARTICIPANTS);
    checkRange(path + ".emptyTimeoutSeconds", emptyTimeoutSeconds, 0, MAX_EMPTY_TIMEOUT_SECONDS);
    return this;
  }

  private static void checkRange(
      final String path, final Integer value, final int min, final int max) {
    if (value != null && (value < min || value > max)) {
      throw new ApiException(
              ErrorCode.INVALID_REQUEST, "%s must be %d to %d.".formatted(path, min, max))
          .at(path);
    }
  }
}
