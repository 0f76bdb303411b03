package io.confab.boot;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who listens on a port of this machine (source: {@code proc(5)}, {@code /proc/net/tcp}). */
final class PortOwner {
  private static final String LISTENING = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private PortOwner() {}

  /**
   * Makes sure that a port can be listened on.
   *
   * @throws StartException naming the owner and the way out, or why nobody can listen there
   */
  static void requireFree(final String host, final int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    } catch (final IOException | IllegalArgumentException e) {
      throw new StartException(refusal(host, port, String.valueOf(e.getMessage())), e);
    }
  }

  private static String refusal(final String host, final int port, final String reason) {
    return reason.contains("already in use")
        ? "Port %d is taken by %s. Stop that, or choose another port: ./run --port %d"
            .formatted(port, of(port), port + 1)
        : "Confab cannot listen on %s, port %d: %s. Choose others: ./run --host NAME --port N"
            .formatted(host, port, reason);
  }

  /** The owner's name and process, as far as this user may know. */
  static String of(final int port) {
    final Set<String> sockets = listeningSockets(port);
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (final Path process : processes) {
        if (holdsOneOf(process, sockets)) {
          return "%s (process %s)".formatted(nameOf(process), process.getFileName());
        }
      }
    } catch (final IOException e) {
      return "another program";
    }
    return "another user's program";
  }

  private static Set<String> listeningSockets(final int port) {
    final Set<String> sockets = new TreeSet<>();
    for (final String table : List.of("tcp", "tcp6")) {
      try (Stream<String> lines = Files.lines(Path.of("/proc/net", table))) {
        final String suffix = ":%04x".formatted(port).toUpperCase(Locale.ROOT);
        lines
            .map(line -> line.strip().split("\\s+"))
            .filter(cells -> cells.length > INODE && cells[LOCAL_ADDRESS].endsWith(suffix))
            .filter(cells -> LISTENING.equals(cells[STATE]))
            .forEach(cells -> sockets.add("socket:[" + cells[INODE] + "]"));
      } catch (final IOException e) {
        // No such table: a system without IPv6, or without /proc.
      }
    }
    return sockets;
  }

  private static boolean holdsOneOf(final Path process, final Set<String> sockets) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (final Path file : files) {
        if (sockets.contains(Files.readSymbolicLink(file).toString())) {
          return true;
        }
      }
    } catch (final IOException e) {
      // Gone meanwhile, or not ours to look at.
    }
    return false;
  }

  private static String nameOf(final Path process) throws IOException {
    return Files.readString(process.resolve("comm")).strip();
  }
}
