package io.confab.secret;

/** A sealed value did not open: another master key, another owner, or altered bytes. */
public final class SealBroken extends RuntimeException {
  SealBroken(final String purpose, final Throwable cause) {
    super(
        "A value sealed for '%s' does not open: was confab.master-key changed?".formatted(purpose),
        cause);
  }
}
