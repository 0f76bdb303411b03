package io.confab.apikey;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What {@code PATCH /v1/api-keys/{id}} takes. Fields left out stay as they are. */
@Schema(description = "Changes to a key; fields left out stay as they are")
record ApiKeyPatch(
    @Size(min = 1, max = 128) String name,
    Set<@NotNull ApiScope> scopes,
    @Size(max = 50) @Schema(implementation = String[].class) List<@NotNull PageOrigin> origins,
    @Size(max = 50) List<@NotNull @Valid RoomRule> rooms,
    @Valid Quota quota,
    Boolean development,
    @Schema(description = "A time ahead; for a rotation, the end of the overlap")
        Instant expiresAt) {}
