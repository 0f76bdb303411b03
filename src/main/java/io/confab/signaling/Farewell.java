package io.confab.signaling;

import io.confab.protocol.CloseCode;
import io.confab.session.Connection;
import io.confab.session.Sessions;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Tells the clients of a node that stops to come back, before their sockets are gone. */
@Singleton
final class Farewell {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Sessions sessions;
  private final Admission admission;

  Farewell(final Sessions sessions, final Admission admission) {
    this.sessions = sessions;
    this.admission = admission;
  }

  void onStop(@Observes final ShutdownDelayInitiatedEvent stop) {
    admission.close();
    final List<Connection> open =
        sessions.all().stream().flatMap(session -> session.connection().stream()).toList();
    open.forEach(connection -> connection.close(CloseCode.RESTARTING));
    final long end = System.nanoTime() + PATIENCE.toNanos();
    open.forEach(connection -> connection.queue().awaitEmpty(end - System.nanoTime()));
  }
}
