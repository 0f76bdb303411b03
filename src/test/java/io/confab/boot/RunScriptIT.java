package io.confab.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.support.ServiceProcess;
import io.confab.support.TestData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code ./run} says before it builds anything. */
final class RunScriptIT {
  private TestData data;

  @BeforeEach
  void makeData() {
    data = TestData.fresh();
  }

  @AfterEach
  void removeData() {
    data.delete();
  }

  @Test
  void tellsItsOptions() {
    final Command.Outcome help = run("--help");

    assertThat(help.succeeded()).isTrue();
    assertThat(help.output()).contains("./run keys", "--port N", "--tls", "CONFAB_DATA");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    final Command.Outcome unknown = run("--prot", "1");

    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.output()).startsWith("There is no option --prot.");
    assertThat(run("--port", "http").output())
        .isEqualTo("--port needs a port, 0 to 65535; found: http");
    assertThat(run("--port", "70000").output())
        .isEqualTo("--port needs a port, 0 to 65535; found: 70000");
    assertThat(run("--host").output()).isEqualTo("--host needs an address");
  }

  @Test
  void asksForAServiceBeforeItMintsKeys() {
    assertThat(run("keys").output()).isEqualTo("Start Confab first: ./run");
  }

  @Test
  void leavesARunningServiceAlone() {
    try (ServiceProcess first = ServiceProcess.start(data, Map.of()).awaitReady()) {
      final Command.Outcome second = run();

      assertThat(second.succeeded()).isFalse();
      assertThat(second.output())
          .startsWith(
              "Confab already runs on the data in %s, as process %d"
                  .formatted(data.path(), first.pid()));
    }
  }

  private Command.Outcome run(final String... arguments) {
    return new Command(List.of(arguments), Map.of("CONFAB_DATA", data.path().toString()))
        .behind(List.of("./run"))
        .run();
  }
}
