package io.confab.apikey;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * The origin of a web page (RFC 6454): scheme, host and port, exactly as a browser sends it.
 *
 * @param value such as {@code https://shop.example} or {@code http://localhost:5173}
 */
public record PageOrigin(@JsonValue String value) {
  private static final int MAX_CHARS = 255;

  /**
   * Refuses what no browser sends with {@link IllegalArgumentException} that says what to write
   * instead.
   */
  public PageOrigin {
    final String normal = normal(value).orElse("");
    if (!normal.equals(value)) {
      throw new IllegalArgumentException(
          normal.isEmpty()
              ? "an origin is a scheme, a host and perhaps a port, such as https://shop.example"
              : "a browser sends this origin as " + normal);
    }
  }

  /** Reads an origin from its text. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static PageOrigin of(final String value) {
    return new PageOrigin(value);
  }

  /**
   * The origin of an {@code Origin} header; empty for a missing one, {@code null}, or anything no
   * browser sends.
   */
  public static Optional<PageOrigin> ofHeader(final String header) {
    return normal(header).filter(normal -> normal.equals(header)).map(PageOrigin::new);
  }

  /**
   * Whether a page may use a key.
   *
   * @param allowed the key's origins: exact matches only
   * @param development whether the key also serves pages of this machine and of its private
   *     network, on any port
   */
  public boolean isAllowed(final Collection<PageOrigin> allowed, final boolean development) {
    return allowed.contains(this) || development && isNearby();
  }

  /**
   * A loopback host, or an address of a private network (RFC 1918, RFC 3927, RFC 4193) written as
   * one.
   */
  boolean isNearby() {
    final String host = URI.create(value).getHost();
    if (host.equals("localhost") || host.endsWith(".localhost")) {
      return true;
    }
    if (!host.startsWith("[") && !host.matches("[0-9.]+")) {
      return false;
    }
    final InetAddress address = InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""));
    return switch (address) {
      case Inet4Address v4 ->
          v4.isLoopbackAddress() || v4.isSiteLocalAddress() || v4.isLinkLocalAddress();
      case Inet6Address v6 ->
          v6.isLoopbackAddress() || v6.isLinkLocalAddress() || (v6.getAddress()[0] & 0xfe) == 0xfc;
      default -> false;
    };
  }

  private static Optional<String> normal(final String text) {
    if (text == null || text.length() > MAX_CHARS) {
      return Optional.empty();
    }
    try {
      final URI uri = new URI(text);
      final String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
        return Optional.empty();
      }
      final int standard = scheme.equals("https") ? 443 : 80;
      final String port = uri.getPort() < 0 || uri.getPort() == standard ? "" : ":" + uri.getPort();
      return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
    } catch (final URISyntaxException notAnOrigin) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
