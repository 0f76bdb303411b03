package io.confab.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whom an address belongs to, as far as limits go: an IPv4 address is one household or company, and
 * so is an IPv6 network of 64 bits (RFC 6177), whose owner has more addresses than could be
 * counted.
 */
public final class ClientNetwork {
  private static final int NETWORK_BYTES = 8;

  private ClientNetwork() {}

  /** The network of an address; text that is no address stands for itself. */
  public static String of(final String address) {
    final String bare = address.replaceAll("%.*|[\\[\\]]", "");
    try {
      final InetAddress parsed = InetAddress.ofLiteral(bare);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES)) + "/64"
          : parsed.getHostAddress();
    } catch (final IllegalArgumentException notAnAddress) {
      return bare;
    }
  }
}
