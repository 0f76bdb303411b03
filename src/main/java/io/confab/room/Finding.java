package io.confab.room;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that is wrong with a token.
 *
 * @param claim the claim or header field at fault
 * @param expected what it should be
 * @param found what it is
 */
@Schema(description = "One thing that is wrong with a token")
record Finding(
    @Schema(description = "The claim or header field", examples = "aud") String claim,
    @Schema(examples = "confab") String expected,
    @Schema(examples = "https://example.com") String found) {

  String sentence() {
    return "The token's %s must be %s; it is %s.".formatted(claim, expected, found);
  }
}
