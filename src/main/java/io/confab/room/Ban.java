package io.confab.room;

import java.time.Instant;
import java.util.Optional;

/**
 * An identity that a room does not let in.
 *
 * @param reason what the ban's author noted, for moderators
 * @param expiresAt when it ends by itself; absent if never
 */
public record Ban(
    String identity, Optional<String> reason, Optional<Instant> expiresAt, Instant createdAt) {}
