package io.confab.document;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A bash in which somebody follows a document, block by block: what one block defines, the next
 * ones have. The first command that fails ends it, an HTTP status of 400 or more included, and so
 * does a variable that nobody has set.
 */
final class ReaderShell implements AutoCloseable {
  private static final String CURL =
      """
      #!/bin/sh
      exec '%s' --fail-with-body --max-time 60 "$@"
      """;

  private final Path folder;
  private final Process bash;
  private final Writer input;
  private final BufferedReader statuses;

  /** Opens one that works in a folder. */
  ReaderShell(final Path folder, final Map<String, String> environment) {
    this.folder = folder;
    final ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail");
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().merge("PATH", strictCurl() + ":", (path, first) -> first + path);
    try {
      bash = builder.start();
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
    input = bash.outputWriter();
    statuses = bash.inputReader();
  }

  /** Runs commands and returns what they print. */
  String run(final String commands) {
    try {
      input.write("{\n%s\n} >output 2>complaints </dev/null\necho done\n".formatted(commands));
      input.flush();
      final String status =
          CompletableFuture.supplyAsync(this::nextStatus).orTimeout(3, TimeUnit.MINUTES).join();
      if (!"done".equals(status)) {
        throw new AssertionError(
            "A line does not work.\n%s\n%s%s"
                .formatted(commands, said("complaints"), said("output")));
      }
      return said("output");
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    bash.destroyForcibly();
  }

  private String nextStatus() {
    try {
      return statuses.readLine();
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String said(final String file) throws IOException {
    final Path path = folder.resolve(file);
    return Files.exists(path) ? Files.readString(path) : "";
  }

  /** A folder with the real curl under its name, told to fail where it would only print. */
  private Path strictCurl() {
    final Path real =
        Stream.of(System.getenv("PATH").split(":"))
            .map(place -> Path.of(place, "curl"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new AssertionError("curl is not installed"));
    try {
      final Path programs = Files.createDirectories(folder.resolve(".programs"));
      final Path curl = Files.writeString(programs.resolve("curl"), CURL.formatted(real));
      Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwx------"));
      return programs;
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
