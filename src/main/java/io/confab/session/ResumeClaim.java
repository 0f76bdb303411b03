package io.confab.session;

import io.confab.id.RoomId;
import io.confab.id.SessionId;
import java.util.Map;

/**
 * What a resume ticket says of a session.
 *
 * @param generation how many sockets the session has had
 * @param holder stands for the tenant and the identity whose session it is
 * @param incarnations which of its joins it sat in each room with
 */
record ResumeClaim(
    SessionId session, int generation, String holder, Map<RoomId, Long> incarnations) {}
