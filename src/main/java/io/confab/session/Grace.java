package io.confab.session;

import java.util.function.Consumer;

/** Keeps the seats of those who are away, for the presence grace. Guarded by the room's lock. */
final class Grace {
  private final RoomParts parts;
  private final Roster roster;
  private final Consumer<Runnable> underLock;
  private final Consumer<Member> onEnd;

  /** One that gives a member to {@code onEnd} when its grace has passed. */
  Grace(
      final RoomParts parts,
      final Roster roster,
      final Consumer<Runnable> underLock,
      final Consumer<Member> onEnd) {
    this.parts = parts;
    this.roster = roster;
    this.underLock = underLock;
    this.onEnd = onEnd;
  }

  /** Keeps the seat of a lost socket. */
  void detach(final Session session) {
    roster
        .of(session)
        .filter(member -> !member.reconnecting)
        .ifPresent(
            member -> {
              member.reconnecting = true;
              give(member);
              roster.changed(member);
            });
  }

  /** Keeps the seat of a session that goes on with another socket, which has yet to join. */
  void expect(final Session session) {
    roster.of(session).filter(member -> !member.reconnecting).ifPresent(this::give);
  }

  /** Keeps a seat from now on; whoever joins again ends that. */
  void give(final Member member) {
    final int grace = ++member.graces;
    parts
        .timers()
        .after(parts.config().presenceGrace(), () -> underLock.accept(() -> end(member, grace)));
  }

  private void end(final Member member, final int grace) {
    if (member.graces == grace && roster.of(member.id).filter(member::equals).isPresent()) {
      onEnd.accept(member);
    }
  }
}
