package io.confab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process has cost so far, by Linux' own account in {@code /proc}.
 *
 * @param cpuMicros user and system time in microseconds, in steps of 10 ms
 * @param rssKilobytes resident memory
 */
record ServerCost(long cpuMicros, long rssKilobytes) {
  private static final long MICROS_PER_TICK = 10_000;
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  static ServerCost of(final long pid) {
    try {
      final String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      final String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      final long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
      return new ServerCost(ticks * MICROS_PER_TICK, rss(pid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long rss(final long pid) throws IOException {
    final List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
    return lines.stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
