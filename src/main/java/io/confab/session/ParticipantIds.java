package io.confab.session;

import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import io.confab.secret.MasterKey;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives the id of an identity in a room. It is the same on every node and after every restart,
 * and tells nobody who does not know the identity which one it is.
 */
@Singleton
final class ParticipantIds {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  ParticipantIds(final MasterKey masterKey) {
    this.key = new SecretKeySpec(masterKey.derive("participant-id"), ALGORITHM);
  }

  ParticipantId of(final TenantId tenant, final RoomId room, final String identity) {
    final String input = tenant.value() + '/' + room.value() + '/' + identity;
    try {
      final Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return ParticipantId.derivedFrom(mac.doFinal(input.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK lacks " + ALGORITHM, e);
    }
  }
}
