package io.confab.session;

import io.confab.cluster.Presence;
import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.id.TenantId;
import io.confab.limit.Limits;
import io.confab.protocol.MessageCodec;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * What a live room works with; all of it is made by {@link LiveRooms}.
 *
 * @param whenIdle looks whether the room is empty and its meeting over, and then gives it up
 */
record RoomParts(
    TenantId tenant,
    RoomId room,
    Function<String, ParticipantId> participantId,
    RoomJournal journal,
    EventDelivery delivery,
    Presence presence,
    Function<Member, Presence.Entry> entry,
    MessageCodec codec,
    Timers timers,
    SessionConfig config,
    Limits limits,
    InstantSource clock,
    Runnable whenIdle) {}
