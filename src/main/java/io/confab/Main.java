package io.confab;

import io.confab.boot.Boot;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts Confab. */
@QuarkusMain
public final class Main {
  private Main() {}

  /** Runs the service until it is told to stop. */
  public static void main(final String... args) {
    Boot.prepareOrExit();
    Quarkus.run(args);
  }
}
