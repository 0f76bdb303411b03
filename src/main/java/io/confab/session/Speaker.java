package io.confab.session;

import io.confab.id.MeetingId;
import java.util.Optional;

/**
 * A member as the author of something.
 *
 * @param meeting the meeting that runs
 * @param name what the member goes by
 */
public record Speaker(Optional<MeetingId> meeting, Optional<String> name) {}
