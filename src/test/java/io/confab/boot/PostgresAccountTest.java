package io.confab.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostgresAccountTest {
  private static final String NOT_ROOT = "test \"$(id -u)\" -ne 0";

  @TempDir Path directory;

  @Test
  void neverRunsPostgresAsRoot() {
    assertThat(underAccount(NOT_ROOT).run().succeeded()).isTrue();
  }

  @Test
  void lendsRootTheOwnerOfTheDirectory() throws IOException {
    assumeTrue(new UnixSystem().getUid() == 0, "only root may give files away");
    Files.setAttribute(directory, "unix:uid", 65534);

    assertThat(underAccount("test \"$(id -u)\" -eq 65534").run().succeeded()).isTrue();
    assertThat(underAccount("test -w " + directory).run().succeeded()).isTrue();
  }

  private Command underAccount(final String script) {
    return new Command(List.of("sh", "-c", script))
        .behind(PostgresAccount.owning(directory).prefix());
  }
}
