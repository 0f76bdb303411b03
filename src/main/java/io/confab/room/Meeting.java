package io.confab.room;

import io.confab.id.MeetingId;
import io.confab.id.RoomId;
import java.time.Instant;
import java.util.Optional;

/**
 * From the first join into an empty room until it has been empty for its empty timeout.
 *
 * @param endedAt absent while it runs
 */
public record Meeting(MeetingId id, RoomId room, Instant startedAt, Optional<Instant> endedAt) {}
