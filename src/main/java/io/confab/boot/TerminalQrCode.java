package io.confab.boot;

import io.nayuki.qrcodegen.QrCode;

/** A QR code in text: two modules a character, dark on light whatever the terminal's colours. */
final class TerminalQrCode {
  private static final int QUIET_ZONE = 4;
  private static final String BLACK_ON_WHITE = "\u001b[38;5;16m\u001b[48;5;231m";
  private static final String PLAIN = "\u001b[0m";

  private TerminalQrCode() {}

  static String of(final QrCode code) {
    final StringBuilder text = new StringBuilder();
    for (int y = -QUIET_ZONE; y < code.size + QUIET_ZONE; y += 2) {
      text.append("  ").append(BLACK_ON_WHITE);
      for (int x = -QUIET_ZONE; x < code.size + QUIET_ZONE; x++) {
        text.append(half(code.getModule(x, y), code.getModule(x, y + 1)));
      }
      text.append(PLAIN).append('\n');
    }
    return text.toString();
  }

  private static char half(final boolean upper, final boolean lower) {
    if (upper) {
      return lower ? '█' : '▀';
    }
    return lower ? '▄' : ' ';
  }
}
