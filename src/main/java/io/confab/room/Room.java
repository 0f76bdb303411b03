package io.confab.room;

import io.confab.id.RoomId;
import io.confab.protocol.RawJson;
import io.confab.protocol.RoomView;
import java.time.Instant;

/**
 * A named, durable place for people to meet, as it was when it was read.
 *
 * @param id another one when a room is deleted and made again
 * @param settings what holds in it, defaults filled in
 * @param metadata the customer's own JSON object, at most 4 KiB
 * @param version counts its changes
 */
public record Room(
    RoomId id,
    RoomName name,
    RoomSettings settings,
    RawJson metadata,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  /** What its members see of it. */
  public RoomView view() {
    return new RoomView(
        id, name.value(), new RawJson(RoomJson.write(settings)), metadata, settings.isPublic());
  }
}
