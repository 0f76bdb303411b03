package io.confab.boot;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the service on a data directory listens, written down for the commands of {@code ./run}.
 *
 * @param process the service's process
 * @param uri its plain HTTP address on this machine
 */
record ServiceAddress(long process, URI uri) {

  void store(final Path file) {
    try {
      Files.writeString(file, process + "\n" + uri + "\n");
    } catch (final IOException e) {
      throw new StartException("Confab cannot write " + file, e);
    }
  }

  /** The address of a service that still runs. */
  static Optional<ServiceAddress> load(final Path file) {
    try {
      final List<String> lines = Files.readAllLines(file);
      return Optional.of(
              new ServiceAddress(Long.parseLong(lines.getFirst()), URI.create(lines.getLast())))
          .filter(address -> ProcessHandle.of(address.process).isPresent());
    } catch (final IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
