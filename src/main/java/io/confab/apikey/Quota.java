package io.confab.apikey;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How much a publishable key may be used.
 *
 * @param guestTokensPerMinute guest tokens that may be minted with it in a minute
 */
public record Quota(
    @Min(1)
        @Max(Quota.MAX_GUEST_TOKENS_PER_MINUTE)
        @Schema(description = "Guest tokens a minute, 120 unless set", examples = "120")
        int guestTokensPerMinute) {
  static final int MAX_GUEST_TOKENS_PER_MINUTE = 10_000;

  /** What a key has unless it is told otherwise. */
  public static final Quota DEFAULT = new Quota(120);
}
