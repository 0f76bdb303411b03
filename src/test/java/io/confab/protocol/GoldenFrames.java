package io.confab.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The frames of {@code openapi/examples}, which the documents show and every client can read. */
final class GoldenFrames {
  private static final Path DIRECTORY = Path.of("openapi", "examples");

  private GoldenFrames() {}

  /**
   * A frame and the name of its file.
   *
   * @param name {@code client.} or {@code server.}, the type, and a variant if there are several
   */
  record Golden(String name, String text) {
    boolean isOf(final String type) {
      return name.equals(type) || name.startsWith(type + ".");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Golden> of(final String direction) {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(direction + "."))
          .sorted()
          .map(GoldenFrames::read)
          .toList();
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Golden read(final Path file) {
    try {
      final String name = file.getFileName().toString().replaceFirst("\\.json$", "");
      return new Golden(name, Files.readString(file));
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
