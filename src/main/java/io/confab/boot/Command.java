package io.confab.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One external program, run to its end.
 *
 * @param words the program and its arguments, which every user of the machine can read
 * @param environment added to this process's own; the place for secrets
 */
record Command(List<String> words, Map<String, String> environment) {

  Command(final List<String> words) {
    this(words, Map.of());
  }

  /** How a program ended, and what it printed. */
  record Outcome(int status, String output) {
    boolean succeeded() {
      return status == 0;
    }
  }

  /** These words behind a prefix such as {@code unshare -U}. */
  Command behind(final List<String> prefix) {
    return new Command(Stream.concat(prefix.stream(), words.stream()).toList(), environment);
  }

  /** The program's outcome; a program that cannot be found counts as status 127. */
  Outcome run() {
    try {
      // A file, not a pipe: a server that the program leaves behind may keep its output open.
      final Path output = Files.createTempFile("confab-", ".out");
      try {
        return run(output);
      } finally {
        Files.delete(output);
      }
    } catch (final IOException e) {
      return new Outcome(127, e.getMessage());
    }
  }

  private Outcome run(final Path output) throws IOException {
    final ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().putAll(environment);
    final Process process = builder.start();
    try {
      final int status = process.waitFor();
      return new Outcome(status, Files.readString(output, StandardCharsets.UTF_8).strip());
    } catch (final InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      return new Outcome(130, "interrupted");
    }
  }

  /**
   * Runs the program and insists on success.
   *
   * @throws StartException with the given sentence and the program's own words
   */
  void orFail(final String sentence) {
    final Outcome outcome = run();
    if (!outcome.succeeded()) {
      throw new StartException(sentence + ": " + outcome.output());
    }
  }
}
