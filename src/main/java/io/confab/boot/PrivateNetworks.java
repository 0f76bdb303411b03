package io.confab.boot;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * This machine and the networks that nobody owns: all that the local authority can vouch for.
 * Whoever steals its key from one machine impersonates no site to the devices that trust it.
 */
final class PrivateNetworks {
  /** The extension that says so in the authority's certificate (RFC 5280, section 4.2.1.10). */
  static final String NAME_CONSTRAINTS = "2.5.29.30";

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int PERMITTED = 0xA0;
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;

  private static final List<Network> NETWORKS =
      List.of(
          Network.of("127.0.0.0", 8),
          Network.of("10.0.0.0", 8),
          Network.of("172.16.0.0", 12),
          Network.of("192.168.0.0", 16),
          // Addresses behind a carrier's NAT, which overlay networks use as well (RFC 6598).
          Network.of("100.64.0.0", 10),
          Network.of("::1", 128),
          Network.of("fc00::", 7));

  private PrivateNetworks() {}

  private record Network(byte[] address, byte[] mask) {
    static Network of(final String address, final int prefix) {
      final byte[] first = InetAddress.ofLiteral(address).getAddress();
      final byte[] mask = new byte[first.length];
      for (int bit = 0; bit < prefix; bit++) {
        mask[bit / Byte.SIZE] |= (byte) (0x80 >> bit % Byte.SIZE);
      }
      return new Network(first, mask);
    }

    boolean contains(final byte[] other) {
      if (other.length != mask.length) {
        return false;
      }
      final byte[] network = other.clone();
      for (int i = 0; i < mask.length; i++) {
        network[i] &= mask[i];
      }
      return Arrays.equals(network, address);
    }
  }

  static boolean contain(final InetAddress address) {
    return NETWORKS.stream().anyMatch(network -> network.contains(address.getAddress()));
  }

  /** The extension as {@code keytool} takes it. */
  static String keytoolExtension() {
    return NAME_CONSTRAINTS + ":critical=" + HexFormat.ofDelimiter(":").formatHex(constraints());
  }

  /** The extension's value as a certificate holds it. */
  static byte[] extensionValue() {
    return der(OCTET_STRING, constraints());
  }

  private static byte[] constraints() {
    final Stream<byte[]> names =
        Stream.concat(
            Stream.of(der(DNS_NAME, "localhost".getBytes(StandardCharsets.US_ASCII))),
            NETWORKS.stream().map(each -> der(IP_ADDRESS, each.address(), each.mask())));
    final byte[][] subtrees = names.map(name -> der(SEQUENCE, name)).toArray(byte[][]::new);
    return der(SEQUENCE, der(PERMITTED, subtrees));
  }

  /** Short enough here that a length takes one byte, or a marker and one. */
  private static byte[] der(final int tag, final byte[]... parts) {
    final ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (final byte[] part : parts) {
      content.writeBytes(part);
    }
    final ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.write(tag);
    if (content.size() >= 0x80) {
      value.write(0x81);
    }
    value.write(content.size());
    value.writeBytes(content.toByteArray());
    return value.toByteArray();
  }
}
