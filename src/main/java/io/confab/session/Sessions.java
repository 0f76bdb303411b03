package io.confab.session;

import io.confab.id.SessionId;
import io.confab.id.TenantId;
import io.confab.limit.Limits;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.LeaveReason;
import io.confab.room.VerifiedToken;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/** The sessions of this node: begun, lost, taken up again, ended. */
@Singleton
public final class Sessions {
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(10);

  private final ResumeTicket tickets;
  private final Timers timers;
  private final SessionConfig config;
  private final Limits limits;
  private final ConcurrentMap<SessionId, Session> sessions = new ConcurrentHashMap<>();
  private final ConcurrentMap<Owner, Integer> byOwner = new ConcurrentHashMap<>();

  private record Owner(TenantId tenant, String identity) {}

  Sessions(
      final ResumeTicket tickets,
      final Timers timers,
      final SessionConfig config,
      final Limits limits) {
    this.tickets = tickets;
    this.timers = timers;
    this.config = config;
    this.limits = limits;
  }

  /** What a client shows of an earlier session: its ticket, and the last signal it has seen. */
  public record Return(String ticket, OptionalLong lastSignal) {}

  /** How long after its expiry a token still counts beside this ticket: a lost client's did. */
  public Duration leniency(final String ticket) {
    return tickets.read(ticket).isPresent() ? config.resumeWindow() : Duration.ZERO;
  }

  /** Whether a ticket is valid, and of whoever bears this token. */
  public boolean isOf(final String ticket, final VerifiedToken token) {
    return tickets.read(ticket).filter(claim -> tickets.isOf(claim, token)).isPresent();
  }

  /**
   * Takes a session up again if the ticket names one of this identity, else begins a new one. A
   * socket that the session still had is closed: the newest wins. Whatever is wrong with a ticket,
   * the answer is the same new session.
   *
   * @param greeting queues the first frames of the session that it gets
   * @throws ApiException {@code try_later} when the identity has as many sessions as it may
   */
  public Session begin(
      final VerifiedToken token,
      final Return earlier,
      final Connection connection,
      final Consumer<SessionStart> greeting) {
    return tickets
        .read(earlier.ticket())
        .filter(claim -> tickets.isOf(claim, token))
        .flatMap(claim -> resume(claim, token, earlier.lastSignal(), connection, greeting))
        .orElseGet(() -> beginNew(token, connection, greeting));
  }

  /** A fresh ticket for the session. */
  public String ticketFor(final Session session) {
    return tickets.issue(session);
  }

  /** The socket is gone without a word: keep the session for its client to come back. */
  public void lost(final Session session, final Connection connection) {
    final int absence = session.lose(connection);
    if (absence == 0) {
      return;
    }
    timers.after(
        config.resumeWindow(),
        () -> {
          if (session.endAfter(absence)) {
            clear(session, LeaveReason.CONNECTION_LOST);
          }
        });
    session.seats().values().forEach(seat -> seat.room().detach(session));
  }

  /** Ends the session with its socket, unless it has moved on to another. */
  public void end(final Session session, final Connection connection, final LeaveReason reason) {
    if (session.endWith(connection)) {
      clear(session, reason);
    }
  }

  /** All sessions of this node, those without a socket among them. */
  public Collection<Session> all() {
    return Collections.unmodifiableCollection(sessions.values());
  }

  /** A session that this node does not hold is taken from the ticket, without its signals. */
  private Optional<Session> resume(
      final ResumeClaim claim,
      final VerifiedToken token,
      final OptionalLong lastSignal,
      final Connection connection,
      final Consumer<SessionStart> greeting) {
    final Session held = sessions.get(claim.session());
    final Session session =
        held == null ? hold(Session.claimed(claim, token, lastSignal.orElse(0))) : held;
    final boolean moved =
        moveTo(
            session,
            connection,
            claim.generation(),
            lastSignal.orElse(Long.MAX_VALUE),
            lacking -> {
              session.renew(token);
              final boolean lost = lacking || held == null || lastSignal.isEmpty();
              greeting.accept(new SessionStart(session, true, lost));
            });
    if (!moved) {
      return Optional.empty();
    }
    for (final Seat seat : session.seats().values()) {
      seat.room().expect(session);
      seat.room().regrant(session);
    }
    return Optional.of(session);
  }

  private Session beginNew(
      final VerifiedToken token,
      final Connection connection,
      final Consumer<SessionStart> greeting) {
    final Session session = hold(Session.begun(token));
    moveTo(
        session,
        connection,
        0,
        0,
        lacking -> greeting.accept(new SessionStart(session, false, false)));
    return session;
  }

  /** A session that never had a socket ends where its greeting fails: nobody else would end it. */
  private boolean moveTo(
      final Session session,
      final Connection connection,
      final int known,
      final long seen,
      final Consumer<Boolean> greeting) {
    try {
      return session.moveTo(connection, known, seen, greeting);
    } catch (RuntimeException e) {
      if (session.endAfter(0)) {
        clear(session, LeaveReason.LEFT);
      }
      throw e;
    }
  }

  /** Holds a session from now on; gives the one that is held already under its id. */
  private Session hold(final Session session) {
    count(session);
    final Session held = sessions.putIfAbsent(session.id(), session);
    if (held != null) {
      discount(session);
    }
    return held == null ? session : held;
  }

  private void clear(final Session session, final LeaveReason reason) {
    sessions.remove(session.id());
    discount(session);
    session.seats().values().forEach(seat -> seat.room().leave(session, reason));
  }

  private void count(final Session session) {
    if (byOwner.merge(owner(session), 1, Integer::sum) > limits.sessionsPerIdentity()) {
      discount(session);
      throw new ApiException(
              ErrorCode.TRY_LATER,
              "This identity has %d sessions already.".formatted(limits.sessionsPerIdentity()))
          .retryAfter(TRY_AGAIN_AFTER);
    }
  }

  private void discount(final Session session) {
    byOwner.computeIfPresent(owner(session), (owner, count) -> count == 1 ? null : count - 1);
  }

  private static Owner owner(final Session session) {
    return new Owner(session.tenant(), session.identity());
  }
}
