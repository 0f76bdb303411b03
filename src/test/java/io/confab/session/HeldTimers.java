package io.confab.session;

import io.confab.support.MovableClock;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A clockwork that the test winds: what is due in a second or later happens when the test lets that
 * much time pass, and not before, however slow the machine is. Shorter delays, and what happens
 * again and again, run by themselves.
 */
@Alternative
@Singleton
public class HeldTimers extends Timers {
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final MovableClock clock;
  private final List<Held> held = new ArrayList<>();

  private record Held(Instant due, Runnable action) {}

  HeldTimers(final MovableClock clock) {
    this.clock = clock;
  }

  @Override
  public void after(final Duration delay, final Runnable action) {
    if (delay.compareTo(SHORT) < 0) {
      super.after(delay, action);
      return;
    }
    synchronized (held) {
      held.add(new Held(clock.instant().plus(delay), action));
    }
  }

  /** Lets time pass, for the service's clock too. */
  public void pass(final Duration time) {
    clock.advance(time);
    final Instant now = clock.instant();
    final List<Held> due;
    synchronized (held) {
      due = held.stream().filter(each -> !each.due().isAfter(now)).toList();
      held.removeAll(due);
    }
    due.stream().sorted(Comparator.comparing(Held::due)).forEach(each -> each.action().run());
  }
}
