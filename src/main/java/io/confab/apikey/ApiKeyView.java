package io.confab.apikey;

import io.confab.id.ApiKeyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An API key in an answer. */
@Schema(name = "ApiKey", description = "An API key")
record ApiKeyView(
    @Schema(implementation = String.class, examples = "key_7rC2nQ0mX4bYt9LwKzE1aU") ApiKeyId id,
    KeyKind kind,
    String name,
    @Schema(
            implementation = String.class,
            description =
                "The key itself: of a publishable key always, of a secret key in the answer that makes it and never again")
        Optional<String> key,
    @Schema(description = "Of a secret key: what it may do") Set<ApiScope> scopes,
    @Schema(
            implementation = String[].class,
            description = "Of a publishable key: origins that may use it")
        List<PageOrigin> origins,
    @Schema(description = "Of a publishable key: the rooms it opens") List<RoomRule> rooms,
    @Schema(description = "Of a publishable key") Quota quota,
    @Schema(
            description =
                "Of a publishable key: whether loopback and private-network pages may use it")
        Boolean development,
    @Schema(implementation = Instant.class) Optional<Instant> expiresAt,
    @Schema(implementation = Instant.class) Optional<Instant> revokedAt,
    @Schema(implementation = Instant.class, description = "Within the last minute or so")
        Optional<Instant> lastUsedAt,
    Instant createdAt) {

  static ApiKeyView of(
      final ApiKey row, final List<RoomRule> rules, final Optional<String> secret) {
    final boolean publishable = row.kind() == KeyKind.PUBLISHABLE;
    return new ApiKeyView(
        row.id(),
        row.kind(),
        row.name,
        publishable ? Optional.of(ApiKeyText.publishable(row.id()).text()) : secret,
        publishable ? null : row.scopes(),
        publishable ? row.origins() : null,
        publishable ? rules : null,
        publishable ? new Quota(row.guestTokensPerMinute) : null,
        publishable ? row.development : null,
        Optional.ofNullable(row.expiresAt),
        row.revokedAt(),
        Optional.ofNullable(row.lastUsedAt),
        row.createdAt);
  }
}
