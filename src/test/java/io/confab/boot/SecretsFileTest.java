package io.confab.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsFileTest {
  @TempDir Path directory;

  @Test
  void keepsWhatItMade() {
    final String made = open().valueOr("a", RandomSecret::key);

    assertThat(open().valueOr("a", RandomSecret::key)).isEqualTo(made);
    assertThat(open().value("a")).contains(made);
    assertThat(open().value("b")).isEmpty();
  }

  @Test
  void keepsEarlierSecretsWhenItAddsOne() {
    final String first = open().valueOr("a", RandomSecret::password);
    open().valueOr("b", RandomSecret::password);

    assertThat(open().value("a")).contains(first);
  }

  @Test
  void isReadableByItsOwnerAlone() throws IOException {
    open().valueOr("a", RandomSecret::password);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
  }

  private SecretsFile open() {
    return SecretsFile.at(path());
  }

  private Path path() {
    return directory.resolve("secrets.properties");
  }
}
