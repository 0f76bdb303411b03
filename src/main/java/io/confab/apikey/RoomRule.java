package io.confab.apikey;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which rooms the guests of a publishable key may enter, and what a room is like that the first of
 * them brings into being.
 *
 * @param match names of rooms
 * @param template room settings as of {@code POST /v1/rooms}, or {@code null} for the defaults
 */
@Schema(description = "Rooms that a publishable key opens, and how they are made at the first join")
public record RoomRule(
    @NotNull
        @Schema(
            implementation = String.class,
            description = "A room name or pattern",
            examples = "desk-*")
        RoomPattern match,
    @Schema(
            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT,
            implementation = Object.class,
            description = "Settings of a room made by this rule, as in POST /v1/rooms")
        JsonNode template) {}
