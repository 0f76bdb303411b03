package io.confab.session;

import io.confab.protocol.TrackView;
import java.util.List;
import java.util.Map;

/**
 * Who enters a room, and how it shows itself there.
 *
 * @param connection the socket over which it asked
 * @param name display name, or null
 */
public record Entrant(
    Session session,
    Connection connection,
    String name,
    Map<String, String> attributes,
    List<TrackView> tracks) {}
