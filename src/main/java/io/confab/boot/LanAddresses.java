package io.confab.boot;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The private addresses under which other devices of the same network reach this machine. */
final class LanAddresses {
  private LanAddresses() {}

  /** All of them, those that a phone most likely reaches first. */
  static List<InetAddress> all() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(LanAddresses::isUp)
          .sorted(Comparator.comparing(LanAddresses::isBridge))
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && PrivateNetworks.contain(address))
          .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
          .toList();
    } catch (final SocketException e) {
      return List.of();
    }
  }

  private static boolean isUp(final NetworkInterface each) {
    try {
      return each.isUp() && !each.isLoopback();
    } catch (final SocketException e) {
      return false;
    }
  }

  /** Bridges of containers and virtual machines end inside this machine. */
  private static boolean isBridge(final NetworkInterface each) {
    return Stream.of("docker", "br-", "veth", "virbr", "cni", "podman")
        .anyMatch(each.getName()::startsWith);
  }

  /** The address as it stands in a URL. */
  static String inUrl(final InetAddress address) {
    final String text = withoutZone(address);
    return address instanceof Inet4Address ? text : "[" + text + "]";
  }

  static String withoutZone(final InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*", "");
  }
}
