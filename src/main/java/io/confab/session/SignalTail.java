package io.confab.session;

import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.protocol.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The signals that a session was sent last, numbered: what a client missed while its socket was
 * lost is sent again from here, and nothing twice. Guarded by its session.
 */
final class SignalTail {
  /** Of one sender in one room: a negotiation with all its candidates. */
  private static final int PER_SENDER = 64;

  /** All of it has to fit into the queue of a new socket at once. */
  private static final int SIGNALS = 192;

  private static final long BYTES = 384 * 1024;
  private static final Duration KEPT = Duration.ofSeconds(120);

  private final ArrayDeque<Kept> tail = new ArrayDeque<>();
  private final Map<Sender, Integer> perSender = new HashMap<>();
  private long last;
  private long lostUpTo;
  private long bytes;

  private record Kept(ServerMessage.Signal signal, Sender sender, long bytes, Instant at) {}

  private record Sender(RoomId room, ParticipantId participant) {}

  /** Goes on counting after a number that the client has seen from another node. */
  void startAfter(final long number) {
    last = number;
    lostUpTo = number;
  }

  /** Gives the signal its number, and keeps it. */
  ServerMessage.Signal add(final ServerMessage.Signal unnumbered, final Instant now) {
    final ServerMessage.Signal signal = unnumbered.numbered(++last);
    final Sender sender = new Sender(signal.room(), signal.from());
    final Kept kept = new Kept(signal, sender, signal.payload().text().length(), now);
    tail.addLast(kept);
    bytes += kept.bytes();
    if (perSender.merge(sender, 1, Integer::sum) > PER_SENDER) {
      dropFirstOf(sender);
    }
    while (tail.size() > SIGNALS || bytes > BYTES) {
      drop(tail.removeFirst());
    }
    return signal;
  }

  /** Forgets what is so old that no client asks for it any more. */
  void forgetBefore(final Instant now) {
    final Instant oldest = now.minus(KEPT);
    while (!tail.isEmpty() && tail.getFirst().at().isBefore(oldest)) {
      drop(tail.removeFirst());
    }
  }

  /** Forgets the signals of a room that the session has left: they are for nobody now. */
  void forget(final RoomId room) {
    for (final Iterator<Kept> each = tail.iterator(); each.hasNext(); ) {
      final Kept kept = each.next();
      if (kept.signal().room().equals(room)) {
        each.remove();
        uncount(kept);
      }
    }
  }

  /** What came after the signal that the client saw last, in order. */
  List<ServerMessage.Signal> after(final long seen) {
    return all().filter(signal -> signal.n() > seen).toList();
  }

  /** Everything kept of a room, in order. */
  List<ServerMessage.Signal> of(final RoomId room) {
    return all().filter(signal -> signal.room().equals(room)).toList();
  }

  /** Whether something that came after the signal that the client saw last is not here any more. */
  boolean lacks(final long seen) {
    return lostUpTo > seen;
  }

  private Stream<ServerMessage.Signal> all() {
    return tail.stream().map(Kept::signal);
  }

  private void dropFirstOf(final Sender sender) {
    for (final Iterator<Kept> each = tail.iterator(); each.hasNext(); ) {
      final Kept kept = each.next();
      if (kept.sender().equals(sender)) {
        each.remove();
        drop(kept);
        return;
      }
    }
  }

  private void drop(final Kept kept) {
    lostUpTo = Math.max(lostUpTo, kept.signal().n());
    uncount(kept);
  }

  private void uncount(final Kept kept) {
    bytes -= kept.bytes();
    perSender.computeIfPresent(kept.sender(), (key, count) -> count == 1 ? null : count - 1);
  }
}
