package io.confab.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class PortOwnerTest {
  @Test
  void namesTheProcessThatListens() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      final int port = taken.getLocalPort();

      assertThat(PortOwner.of(port))
          .isEqualTo("java (process %d)".formatted(ProcessHandle.current().pid()));
      assertThatThrownBy(() -> PortOwner.requireFree("127.0.0.1", port))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("Port %d is taken by java".formatted(port))
          .hasMessageContaining("--port " + (port + 1));
    }
  }

  @Test
  void anAddressOfAnotherMachineIsNotCalledTaken() throws IOException {
    final int port = PostgresCluster.freePort();

    assertThatThrownBy(() -> PortOwner.requireFree("192.0.2.99", port))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("cannot listen on 192.0.2.99, port " + port)
        .hasMessageNotContaining("taken");
  }

  @Test
  void letsAFreePortPass() {
    assertThatCode(() -> PortOwner.requireFree("127.0.0.1", PostgresCluster.freePort()))
        .doesNotThrowAnyException();
  }
}
