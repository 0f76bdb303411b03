package io.confab.session;

import io.confab.event.RoomEvent;
import java.util.List;

/** What of a page of the log can be sent at once: it must fit into what may wait for a reader. */
public final class Portion {
  /** Of the payloads together, as they stand on the wire. */
  private static final int CHARS = 128 * 1024;

  private Portion() {}

  /**
   * The first entries, at most so many and as many as fit; one at least, so that reading goes on.
   */
  public static List<RoomEvent> of(final List<RoomEvent> events, final int most) {
    int chars = 0;
    int count = 0;
    while (count < Math.min(most, events.size())) {
      chars += events.get(count).data().length();
      if (chars > CHARS && count > 0) {
        break;
      }
      count++;
    }
    return events.subList(0, count);
  }
}
