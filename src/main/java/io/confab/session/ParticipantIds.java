package io.confab.session;

import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import io.confab.secret.KeyedHash;
import io.confab.secret.MasterKey;
import jakarta.inject.Singleton;

/**
 * Derives the id of an identity in a room. It is the same on every node and after every restart,
 * and tells nobody who does not know the identity which one it is.
 */
@Singleton
final class ParticipantIds {
  private final KeyedHash hash;

  ParticipantIds(final MasterKey masterKey) {
    this.hash = masterKey.hashFor("participant-id");
  }

  ParticipantId of(final TenantId tenant, final RoomId room, final String identity) {
    final String whole = tenant.value() + '/' + room.value() + '/' + identity;
    return ParticipantId.derivedFrom(hash.of(whole));
  }
}
