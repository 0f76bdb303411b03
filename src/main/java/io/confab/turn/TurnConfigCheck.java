package io.confab.turn;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Refuses a relay that is configured by half, in words that name the property to set. */
final class TurnConfigCheck {
  /** Browsers refuse other forms with a SyntaxError, and then nobody gets a call at all. */
  private static final Pattern TURN_URL =
      Pattern.compile("turns?:[A-Za-z0-9.:\\[\\]_-]+(\\?transport=(udp|tcp))?");

  private static final Pattern STUN_URL = Pattern.compile("stuns?:[A-Za-z0-9.:\\[\\]_-]+");

  private TurnConfigCheck() {}

  static void check(final TurnConfig config) {
    final List<String> urls = config.urls().orElse(List.of());
    requireForm("confab.turn.urls", urls, TURN_URL);
    requireForm("confab.turn.stun-urls", config.stunUrls().orElse(List.of()), STUN_URL);
    require(
        urls.isEmpty() == config.secret().isEmpty(),
        "confab.turn.urls and confab.turn.secret go together: set both, or neither.");
    require(
        config.ttl().compareTo(Duration.ofSeconds(1)) >= 0
            && config.ttl().compareTo(config.maxTtl()) <= 0,
        "confab.turn.ttl must lie between one second and confab.turn.max-ttl.");
  }

  private static void requireForm(
      final String property, final List<String> urls, final Pattern form) {
    for (final String url : urls) {
      require(
          form.matcher(url).matches(), property + " holds \"" + url + "\", which is no such URL.");
    }
  }

  private static void require(final boolean condition, final String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }
}
