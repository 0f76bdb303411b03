package io.confab.apikey;

/** Who an accepted {@code Authorization} header speaks for. */
sealed interface Credential {
  /** An API key, alive. */
  record Key(KnownApiKey key) implements Credential {}

  /**
   * The operator.
   *
   * @param starting whether by the token of a start link, which opens tenants and keys alone
   */
  record Operator(boolean starting) implements Credential {}
}
