package io.confab.session;

import io.confab.id.SessionId;
import io.confab.protocol.CloseCode;
import io.confab.protocol.LeaveReason;
import io.confab.room.VerifiedToken;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The sessions of this node: begun, lost, taken up again, ended. */
@Singleton
public final class Sessions {
  private final ResumeTicket tickets;
  private final Timers timers;
  private final SessionConfig config;
  private final ConcurrentMap<SessionId, Session> sessions = new ConcurrentHashMap<>();

  Sessions(final ResumeTicket tickets, final Timers timers, final SessionConfig config) {
    this.tickets = tickets;
    this.timers = timers;
    this.config = config;
  }

  /**
   * Takes a session up again if the ticket names one of this identity, else begins a new one. A
   * socket that the session still had is closed: the newest wins.
   */
  public Session begin(
      final VerifiedToken token, final String ticket, final Connection connection) {
    final Optional<Session> known =
        tickets
            .read(ticket)
            .map(sessions::get)
            .filter(session -> session.tenant().equals(token.tenant()))
            .filter(session -> session.identity().equals(token.identity()));
    if (known.isEmpty()) {
      final Session fresh = new Session(SessionId.random(), token, connection);
      sessions.put(fresh.id(), fresh);
      return fresh;
    }
    final Session resumed = known.get();
    resumed.seats().values().forEach(seat -> seat.room().expect(resumed));
    resumed.renew(token);
    resumed.moveTo(connection).ifPresent(older -> older.close(CloseCode.SESSION_REPLACED));
    return resumed;
  }

  /** A fresh ticket for the session. */
  public String ticketFor(final Session session) {
    return tickets.issue(session.id());
  }

  /** The socket is gone without a word: keep the session for its client to come back. */
  public void lost(final Session session, final Connection connection) {
    if (!session.leaveConnection(connection)) {
      return;
    }
    session.seats().values().forEach(seat -> seat.room().detach(session));
    timers.after(
        config.resumeWindow(),
        () -> {
          if (session.connection().isEmpty()) {
            end(session, LeaveReason.CONNECTION_LOST);
          }
        });
  }

  /**
   * Looks after a seat that was taken while its session may have lost its socket or ended: nobody
   * else would ever free it.
   */
  public void seated(final Session session, final Seat seat) {
    if (!sessions.containsKey(session.id())) {
      seat.room().leave(session, LeaveReason.CONNECTION_LOST);
    } else if (session.connection().isEmpty()) {
      seat.room().detach(session);
    }
  }

  /** Ends the session with its socket, unless it has moved on to another. */
  public void end(final Session session, final Connection connection, final LeaveReason reason) {
    if (session.leaveConnection(connection)) {
      end(session, reason);
    }
  }

  private void end(final Session session, final LeaveReason reason) {
    sessions.remove(session.id());
    session.seats().values().forEach(seat -> seat.room().leave(session, reason));
  }

  /** All sessions of this node, those without a socket among them. */
  public Collection<Session> all() {
    return Collections.unmodifiableCollection(sessions.values());
  }
}
