package io.confab.protocol;

import io.confab.id.EventId;
import io.confab.id.MeetingId;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * An entry of a room's log: the same in the log, over WebSocket, REST and webhooks.
 *
 * @param id the event's id
 * @param type {@code noun.pastVerb}
 * @param timestamp when it was appended
 * @param tenant whose it is
 * @param room whose log it is in
 * @param meeting the meeting it happened in; null outside of one
 * @param seq its place in the log, from 1, without gaps
 * @param data fields that depend on the type
 */
@RegisterForReflection
public record EventView(
    EventId id,
    String type,
    Instant timestamp,
    TenantId tenant,
    RoomId room,
    MeetingId meeting,
    long seq,
    RawJson data) {}
