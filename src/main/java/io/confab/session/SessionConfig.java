package io.confab.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The times that presence and sessions run by. */
@ConfigMapping(prefix = "confab.session")
public interface SessionConfig {
  /** How often a socket is pinged. */
  @WithDefault("5s")
  Duration heartbeat();

  /** How long a socket may be silent, pongs included, before its client counts as reconnecting. */
  @WithDefault("10s")
  Duration silence();

  /** How long a lost participant is kept before its peers see it leave. */
  @WithDefault("45s")
  Duration presenceGrace();

  /** How long a session without a socket can be resumed. */
  @WithDefault("120s")
  Duration resumeWindow();

  /** How long presence changes are gathered into one frame. */
  @WithDefault("150ms")
  Duration presenceGather();
}
