package io.confab.turn;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses a relay that is configured by half, in words that name the property to set: of a {@link
 * ConfigurationException} Quarkus prints these alone.
 */
final class TurnConfigCheck {
  /** Browsers refuse other forms with a SyntaxError, and then nobody gets a call at all. */
  private static final Pattern TURN_URL =
      Pattern.compile("turns?:[A-Za-z0-9.:\\[\\]_-]+(\\?transport=(udp|tcp))?");

  private static final Pattern STUN_URL = Pattern.compile("stuns?:[A-Za-z0-9.:\\[\\]_-]+");

  private TurnConfigCheck() {}

  static void check(final TurnConfig config) {
    final List<String> urls = config.urls().orElse(List.of());
    requireForm("confab.turn.urls", urls, TURN_URL, "turn:turn.example.com:3478?transport=udp");
    requireForm(
        "confab.turn.stun-urls",
        config.stunUrls().orElse(List.of()),
        STUN_URL,
        "stun:stun.example.com:3478");
    require(
        urls.isEmpty() == config.secret().isEmpty(),
        "confab.turn.urls and confab.turn.secret go together: set both, or neither.");
    require(
        config.ttl().compareTo(Duration.ofSeconds(1)) >= 0
            && config.ttl().compareTo(config.maxTtl()) <= 0,
        "confab.turn.ttl must lie between one second and confab.turn.max-ttl.");
  }

  private static void requireForm(
      final String property, final List<String> urls, final Pattern form, final String example) {
    for (final String url : urls) {
      require(
          form.matcher(url).matches(),
          "%s holds \"%s\"; it takes URLs such as %s".formatted(property, url, example));
    }
  }

  private static void require(final boolean condition, final String otherwise) {
    if (!condition) {
      throw new ConfigurationException(otherwise);
    }
  }
}
