package io.confab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import org.junit.jupiter.api.Test;

/** What every {@link Presence} has to keep. */
abstract class PresenceContract {
  private static final TenantId TENANT = TenantId.random();
  private static final RoomId ROOM = RoomId.random();
  private static final ParticipantId ALICE = ParticipantId.random();

  abstract Presence presence();

  @Test
  void shouldListWhoIsThere() {
    final Presence presence = presence();
    presence.put(TENANT, ROOM, ALICE, new Presence.Entry(1, "alice"));

    assertThat(presence.list(TENANT, ROOM)).containsExactly(new Presence.Entry(1, "alice"));
  }

  @Test
  void shouldNotLetAnOlderIncarnationOverwriteANewer() {
    final Presence presence = presence();
    presence.put(TENANT, ROOM, ALICE, new Presence.Entry(2, "new"));

    presence.put(TENANT, ROOM, ALICE, new Presence.Entry(1, "old"));

    assertThat(presence.list(TENANT, ROOM)).containsExactly(new Presence.Entry(2, "new"));
  }

  @Test
  void shouldNotLetAnOlderIncarnationRemoveANewer() {
    final Presence presence = presence();
    presence.put(TENANT, ROOM, ALICE, new Presence.Entry(2, "new"));

    presence.remove(TENANT, ROOM, ALICE, 1);
    assertThat(presence.list(TENANT, ROOM)).hasSize(1);
    presence.remove(TENANT, ROOM, ALICE, 2);

    assertThat(presence.list(TENANT, ROOM)).isEmpty();
  }

  @Test
  void shouldKeepTenantsApart() {
    final Presence presence = presence();

    presence.put(TENANT, ROOM, ALICE, new Presence.Entry(1, "alice"));

    assertThat(presence.list(TenantId.random(), ROOM)).isEmpty();
  }
}
