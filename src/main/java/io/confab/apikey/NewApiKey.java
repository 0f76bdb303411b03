package io.confab.apikey;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What {@code POST /v1/api-keys} takes. */
@Schema(description = "A key to make")
record NewApiKey(
    @NotNull @Schema(description = "secret for servers, publishable for pages") KeyKind kind,
    @Size(min = 1, max = 128) @Schema(description = "What people call it") String name,
    @Schema(description = "Secret keys only. Left out: every scope but keys:manage")
        Set<@NotNull ApiScope> scopes,
    @Size(max = 50)
        @Schema(
            implementation = String[].class,
            description =
                "Publishable keys only: origins whose pages may use it, exactly as a browser sends them",
            examples = "[\"https://shop.example\"]")
        List<@NotNull PageOrigin> origins,
    @Size(max = 50)
        @Schema(description = "Publishable keys only: the rooms it opens, first match first")
        List<@NotNull @Valid RoomRule> rooms,
    @Valid @Schema(description = "Publishable keys only") Quota quota,
    @Schema(
            description =
                "Publishable keys only: also serve pages of this machine and of the private network, on any port")
        Boolean development,
    @Schema(description = "When it stops working; left out: never") Instant expiresAt) {}
