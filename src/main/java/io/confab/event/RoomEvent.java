package io.confab.event;

import io.confab.id.EventId;
import io.confab.id.MeetingId;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import io.confab.protocol.EventView;
import io.confab.protocol.RawJson;
import java.time.Instant;
import java.util.Optional;

/**
 * A committed entry of a room's log.
 *
 * @param seq its place in the room, from 1, without gaps
 * @param meeting the meeting it happened in, if people were in the room
 * @param data the payload as one JSON object
 */
public record RoomEvent(
    EventId id,
    EventType type,
    Instant timestamp,
    TenantId tenant,
    RoomId room,
    Optional<MeetingId> meeting,
    long seq,
    String data) {

  /** The entry as every reader sees it. */
  public EventView view() {
    return new EventView(
        id, type.wireName(), timestamp, tenant, room, meeting.orElse(null), seq, new RawJson(data));
  }
}
