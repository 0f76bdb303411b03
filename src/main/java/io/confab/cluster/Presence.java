package io.confab.cluster;

import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import java.util.List;

/**
 * Who is in a room, on whatever node. Each entry belongs to one incarnation: an older one can
 * neither overwrite nor remove a newer.
 */
public interface Presence {
  /** Sets a participant's entry, unless a newer incarnation holds it. */
  void put(TenantId tenant, RoomId room, ParticipantId participant, Entry entry);

  /** Removes a participant's entry, unless a newer incarnation holds it. */
  void remove(TenantId tenant, RoomId room, ParticipantId participant, long incarnation);

  /** The entries of a room, in order of participant id; empty for a room nobody is in. */
  List<Entry> list(TenantId tenant, RoomId room);

  /**
   * One participant.
   *
   * @param incarnation grows with each join
   * @param view the participant as its peers see it, encoded
   */
  record Entry(long incarnation, String view) {}
}
