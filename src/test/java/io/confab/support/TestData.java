package io.confab.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A data directory for one test, below {@code target}. */
public record TestData(Path path) {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  /** Where the tests keep PostgreSQL's programs, unpacked once per checkout. */
  public static final Path PROGRAMS = TARGET;

  /** An empty directory. */
  public static TestData fresh() {
    try {
      return new TestData(Files.createTempDirectory(TARGET, "test-data-"));
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes the directory and all that is in it. */
  public void delete() {
    try (Stream<Path> all = Files.walk(path)) {
      for (final Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
