package io.confab.cluster;

class LocalPresenceTest extends PresenceContract {
  private final Presence presence = new LocalPresence();

  @Override
  Presence presence() {
    return presence;
  }
}
