package io.confab.turn;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the relays are, and the secret shared with them. */
@ConfigMapping(prefix = "confab.turn")
public interface TurnConfig {
  /**
   * The relays, best first: {@code turn:turn.example.com:3478?transport=udp}, the same over TCP,
   * and {@code turns:turn.example.com:443?transport=tcp} for networks that let only TLS out (RFC
   * 7065).
   */
  Optional<List<String>> urls();

  /** STUN servers, {@code stun:turn.example.com:3478} (RFC 7064). Needed only without a relay. */
  Optional<List<String>> stunUrls();

  /** coturn's {@code static-auth-secret}. */
  Optional<String> secret();

  /** How long a credential lets its bearer allocate. A running allocation outlives it. */
  @WithDefault("PT10M")
  Duration ttl();

  /** The longest life that a request to {@code /v1/turn/credentials} may ask for. */
  @WithDefault("PT24H")
  Duration maxTtl();
}
