package io.confab.event;

import io.confab.id.MeetingId;
import java.time.Instant;

/** A meeting that has begun and not ended. */
public record OpenMeeting(MeetingId id, Instant startedAt) {}
