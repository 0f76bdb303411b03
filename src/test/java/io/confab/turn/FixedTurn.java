package io.confab.turn;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A relay's configuration, written down in a test. */
record FixedTurn(
    Optional<List<String>> urls,
    Optional<List<String>> stunUrls,
    Optional<String> secret,
    Duration ttl,
    Duration maxTtl)
    implements TurnConfig {

  static FixedTurn none() {
    return new FixedTurn(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofMinutes(10),
        Duration.ofHours(1));
  }

  static FixedTurn relay(final String secret, final String... urls) {
    return none().withRelay(secret, urls);
  }

  FixedTurn withRelay(final String relaySecret, final String... relayUrls) {
    return new FixedTurn(
        Optional.of(List.of(relayUrls)), stunUrls, Optional.ofNullable(relaySecret), ttl, maxTtl);
  }

  FixedTurn withStun(final String... servers) {
    return new FixedTurn(urls, Optional.of(List.of(servers)), secret, ttl, maxTtl);
  }

  FixedTurn withTtl(final Duration life) {
    return new FixedTurn(urls, stunUrls, secret, life, maxTtl);
  }
}
