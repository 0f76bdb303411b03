package io.confab.session;

import io.confab.id.RoomId;
import io.confab.limit.Limits;
import io.confab.protocol.ServerMessage;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * One wheel for all sockets. Each turn cuts those that have been silent or stuck for too long; and
 * it pings the sockets of one spoke, and tells them how far their rooms' logs reach.
 */
@Singleton
public final class Heartbeat {
  private static final Duration TURN = Duration.ofSeconds(1);

  /** A ticket is good for 150 s; so whoever is lost has had one for half a minute at most. */
  private static final Duration TICKET_EVERY = Duration.ofSeconds(30);

  private final SessionConfig config;
  private final Limits limits;
  private final QueueBounds bounds;
  private final Sessions sessions;
  private final InstantSource clock;
  private final int spokes;
  private final int beatsPerTicket;
  private final Set<Beat> beats = ConcurrentHashMap.newKeySet();
  private int turn;

  /** A socket on the wheel. */
  public static final class Beat {
    private final Connection connection;
    private final Consumer<Session> onSilence;
    private volatile Session session;
    private Map<RoomId, Long> told = Map.of();
    private int turnsUntold;
    private int beatsOfTicket;

    private Beat(final Connection connection, final Consumer<Session> onSilence) {
      this.connection = connection;
      this.onSilence = onSilence;
    }

    /** From now on the socket speaks for this session. */
    public void speaksFor(final Session newSession) {
      session = newSession;
    }
  }

  Heartbeat(
      final SessionConfig config,
      final Limits limits,
      final QueueBounds bounds,
      final Sessions sessions,
      final InstantSource clock,
      final Timers timers) {
    this.config = config;
    this.limits = limits;
    this.bounds = bounds;
    this.sessions = sessions;
    this.clock = clock;
    this.spokes = (int) Math.max(1, config.heartbeat().dividedBy(TURN));
    this.beatsPerTicket = (int) Math.max(1, TICKET_EVERY.dividedBy(config.heartbeat()));
    timers.every(TURN, this::turn);
  }

  /**
   * Puts a socket on the wheel.
   *
   * @param onSilence gives the socket up; gets its session, or null before {@code hello}
   */
  public Beat add(final Connection connection, final Consumer<Session> onSilence) {
    final Beat beat = new Beat(connection, onSilence);
    beats.add(beat);
    return beat;
  }

  /** Takes a socket off the wheel. */
  public void remove(final Beat beat) {
    beats.remove(beat);
  }

  private void turn() {
    turn = (turn + 1) % spokes;
    for (final Beat beat : beats) {
      if (beat.connection.silentFor() > config.silence().toNanos()) {
        beat.onSilence.accept(beat.session);
      } else if (Math.floorMod(beat.hashCode(), spokes) == turn) {
        beat(beat);
      }
    }
  }

  private void beat(final Beat beat) {
    final Connection connection = beat.connection;
    final Session session = beat.session;
    bounds.apply(connection, session);
    connection.queue().checkProgress(limits.sendStall().toNanos());
    connection.ping();
    if (session != null) {
      session.forgetSignals(clock.instant());
      tellHeads(beat, session);
      tellTicket(beat, session);
    }
  }

  /** A text frame, for clients whose API hides pings: when heads moved, and every second beat. */
  private void tellHeads(final Beat beat, final Session session) {
    final Map<RoomId, Long> heads = new HashMap<>();
    session.seats().forEach((id, seat) -> heads.put(id, seat.room().tellHead(session)));
    beat.turnsUntold++;
    if (beat.turnsUntold >= 2 || !heads.equals(beat.told)) {
      beat.told = heads;
      beat.turnsUntold = 0;
      beat.connection.send(new ServerMessage.Heartbeat(clock.instant(), heads));
    }
  }

  private void tellTicket(final Beat beat, final Session session) {
    if (++beat.beatsOfTicket >= beatsPerTicket) {
      beat.beatsOfTicket = 0;
      beat.connection.send(new ServerMessage.Ticket(sessions.ticketFor(session)));
    }
  }
}
