package io.confab.session;

import io.confab.event.EventType;
import io.confab.protocol.GrantsView;

/** Which entries of a log a participant is shown. */
public final class Visibility {
  private Visibility() {}

  /** Whether a participant with these grants may read entries of this type. */
  public static boolean permits(final GrantsView grants, final EventType type) {
    return grants.chat() || !type.isChat();
  }
}
