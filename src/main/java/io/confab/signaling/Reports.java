package io.confab.signaling;

import io.confab.protocol.ClientMessage;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** Takes what clients report about their calls. Reports are bounded by the frame, and counted. */
@Singleton
final class Reports {
  private final LongAdder taken = new LongAdder();

  void take(final Client client, final ClientMessage.Report report) {
    taken.increment();
    client.ok(report.id(), null);
  }

  long taken() {
    return taken.sum();
  }
}
