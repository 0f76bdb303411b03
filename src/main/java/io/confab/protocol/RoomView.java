package io.confab.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.confab.id.RoomId;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A room as its members see it.
 *
 * @param id the room's id
 * @param name the customer's name for it
 * @param settings the room's settings as JSON, as {@code GET /v1/rooms/{room}} shows them; holds at
 *     least {@code maxParticipants} and {@code relayOnly}
 * @param metadata the customer's own JSON object
 * @param isPublic whether publishable keys open it; {@code public} on the wire
 */
@RegisterForReflection
public record RoomView(
    RoomId id,
    String name,
    RawJson settings,
    RawJson metadata,
    @JsonProperty("public") boolean isPublic) {}
