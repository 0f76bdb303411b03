package io.confab.apikey;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What the fields of a key must be to one another; each field by itself was checked when it was
 * read.
 */
final class KeyRules {
  private static final int MAX_TEMPLATE_CHARS = 8192;

  private KeyRules() {}

  /** Fills a new row, or throws {@code invalid_request} that names the field at fault. */
  static void apply(
      final ApiKey row,
      final ApiKeyPatch wanted,
      final Set<ApiScope> grantable,
      final Instant now) {
    if (wanted.name() != null) {
      row.name = wanted.name();
    }
    if (wanted.expiresAt() != null) {
      require(wanted.expiresAt().isAfter(now), "expiresAt", "expiresAt must be ahead.");
      row.expiresAt = wanted.expiresAt();
    }
    switch (row.kind()) {
      case SECRET -> applySecret(row, wanted, grantable);
      case PUBLISHABLE -> applyPublishable(row, wanted);
    }
  }

  private static void applySecret(
      final ApiKey row, final ApiKeyPatch wanted, final Set<ApiScope> grantable) {
    final String publishableOnly = "Only a publishable key has %s.";
    require(wanted.origins() == null, "origins", publishableOnly.formatted("origins"));
    require(wanted.rooms() == null, "rooms", publishableOnly.formatted("rooms"));
    require(wanted.quota() == null, "quota", publishableOnly.formatted("a quota"));
    require(
        wanted.development() == null,
        "development",
        publishableOnly.formatted("development pages"));
    if (wanted.scopes() == null) {
      return;
    }
    require(!wanted.scopes().isEmpty(), "scopes", "scopes needs at least one scope.");
    wanted.scopes().stream()
        .filter(scope -> !grantable.contains(scope))
        .findFirst()
        .ifPresent(
            scope -> {
              throw new ApiException(
                      ErrorCode.FORBIDDEN,
                      "A key can only give what it has, and yours lacks %s."
                          .formatted(scope.text()))
                  .at("scopes");
            });
    row.scopes(wanted.scopes());
  }

  private static void applyPublishable(final ApiKey row, final ApiKeyPatch wanted) {
    require(wanted.scopes() == null, "scopes", "A publishable key has no scopes.");
    if (wanted.origins() != null) {
      row.origins(wanted.origins());
    }
    if (wanted.development() != null) {
      row.development = wanted.development();
    }
    if (wanted.quota() != null) {
      row.guestTokensPerMinute = wanted.quota().guestTokensPerMinute();
    }
    require(
        row.origins.length > 0 || row.development,
        "origins",
        "origins needs the origin of at least one page, such as https://shop.example.");
    if (wanted.rooms() != null) {
      require(
          !wanted.rooms().isEmpty(),
          "rooms",
          "rooms needs at least one rule, such as {\"match\": \"desk-*\"}.");
      requireFit(wanted.rooms());
    }
  }

  private static void requireFit(final List<RoomRule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      final JsonNode template = rules.get(i).template();
      require(
          template == null
              || template.isObject() && template.toString().length() <= MAX_TEMPLATE_CHARS,
          "rooms[%d].template".formatted(i),
          "A template is a JSON object of at most %d characters.".formatted(MAX_TEMPLATE_CHARS));
    }
  }

  private static void require(final boolean holds, final String field, final String detail) {
    if (!holds) {
      throw new ApiException(ErrorCode.INVALID_REQUEST, detail).at(field);
    }
  }
}
