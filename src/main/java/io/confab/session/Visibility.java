package io.confab.session;

import io.confab.event.EventType;
import io.confab.event.RoomEvent;
import io.confab.protocol.EventView;
import io.confab.protocol.GrantsView;
import io.confab.protocol.RawJson;

/** Which entries of a log a participant is shown, and how. */
public final class Visibility {
  private Visibility() {}

  /** Whether a participant with these grants may read entries of this type. */
  public static boolean permits(final GrantsView grants, final EventType type) {
    return grants.chat() || !type.isChat();
  }

  /** The entry as every reader sees it. */
  public static EventView view(final RoomEvent event) {
    return new EventView(
        event.id(),
        event.type().wireName(),
        event.timestamp(),
        event.tenant(),
        event.room(),
        event.meeting().orElse(null),
        event.seq(),
        new RawJson(event.data()));
  }
}
