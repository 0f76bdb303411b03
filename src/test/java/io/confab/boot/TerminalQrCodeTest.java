package io.confab.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TerminalQrCodeTest {
  private static final int QUIET_ZONE = 4;

  @Test
  void drawsEveryModuleTwoToACharacter() {
    final QrCode code = QrCode.encodeText("https://192.0.2.7:8443/", QrCode.Ecc.LOW);

    final List<String> lines =
        TerminalQrCode.of(code).replaceAll("\u001b\\[[0-9;]*m", "").lines().toList();

    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        final char drawn = lines.get((y + QUIET_ZONE) / 2).charAt(2 + x + QUIET_ZONE);
        final boolean upper = (y + QUIET_ZONE) % 2 == 0;
        assertThat("█".indexOf(drawn) >= 0 || (upper ? '▀' : '▄') == drawn)
            .as("module %d, %d", x, y)
            .isEqualTo(code.getModule(x, y));
      }
    }
  }
}
