package io.confab;

import io.confab.boot.Boot;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;

/** Starts Confab. */
@QuarkusMain
public final class Main {
  private Main() {}

  /** Runs the service until it is told to stop; {@code keys <file>} makes demo keys instead. */
  public static void main(final String... args) {
    if (args.length == 2 && "keys".equals(args[0])) {
      Boot.writeDemoKeys(Path.of(args[1]));
      return;
    }
    Boot.prepareOrExit();
    Quarkus.run(args);
  }
}
