package io.confab.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server as its {@code postmaster.pid} describes it (source: {@code pidfile.h}: line 1
 * is the process, line 4 the port, line 8 the state).
 */
record Postmaster(ProcessHandle process, int port, String state) {
  static final String FILE = "postmaster.pid";

  /** The server that runs on a database directory; empty when none does, whatever the file says. */
  static Optional<Postmaster> on(final Path database) {
    try {
      final List<String> lines = Files.readAllLines(database.resolve(FILE));
      if (lines.size() < 4) {
        return Optional.empty();
      }
      final int port = Integer.parseInt(lines.get(3).strip());
      final String state = lines.size() < 8 ? "starting" : lines.get(7).strip();
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .filter(process -> serves(process, database))
          .map(process -> new Postmaster(process, port, state));
    } catch (final NoSuchFileException e) {
      return Optional.empty();
    } catch (final IOException | NumberFormatException e) {
      throw new StartException("Confab cannot read " + database.resolve(FILE), e);
    }
  }

  /** After a crash or a reboot the number may belong to some other process. */
  private static boolean serves(final ProcessHandle process, final Path database) {
    final String[] arguments = process.info().arguments().orElseGet(() -> new String[0]);
    return process.isAlive() && List.of(arguments).contains(database.toString());
  }

  boolean isReady() {
    return "ready".equals(state);
  }
}
