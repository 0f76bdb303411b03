package io.confab.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests by which docs/promises.md stands. */
final class PromisesTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT)|[\\w-]+\\.test\\.ts)`");

  @Test
  void everyTestThatAPromiseNamesIsThere() throws IOException {
    final Set<String> named =
        TEST.matcher(Files.readString(Path.of("docs", "promises.md")))
            .results()
            .map(match -> match.group(1).replaceFirst("(Test|IT)$", "$1.java"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).hasSizeGreaterThan(10);
    assertThat(filesIn(Path.of("src", "test"), Path.of("sdk-js", "test"))).containsAll(named);
  }

  private static Set<String> filesIn(final Path... folders) throws IOException {
    final Set<String> names = new TreeSet<>();
    for (final Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.map(file -> file.getFileName().toString()).forEach(names::add);
      }
    }
    return names;
  }
}
