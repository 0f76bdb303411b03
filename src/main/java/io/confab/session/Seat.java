package io.confab.session;

import io.confab.id.ParticipantId;
import io.confab.protocol.GrantsView;

/**
 * A session's place in a room.
 *
 * @param participant who the session is there
 * @param incarnation which of its joins this is
 * @param grants what it may do there
 */
public record Seat(LiveRoom room, ParticipantId participant, long incarnation, GrantsView grants) {}
