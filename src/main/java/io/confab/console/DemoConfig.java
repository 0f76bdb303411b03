package io.confab.console;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Whether this server has a demo. */
@ConfigMapping(prefix = "confab.demo")
interface DemoConfig {
  /**
   * Whether {@code /} shows a live call of a tenant of its own, for pages of this machine and its
   * private network. Left out: only on the embedded database, which is for trying things out.
   */
  Optional<Boolean> enabled();
}
