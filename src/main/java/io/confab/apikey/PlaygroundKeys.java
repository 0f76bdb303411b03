package io.confab.apikey;

import io.confab.problem.PageQuery;
import io.confab.tenant.Scope;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Publishable keys for pages of this machine and its private network, found again by their name.
 */
@Singleton
public final class PlaygroundKeys {
  private final ApiKeys keys;

  PlaygroundKeys(final ApiKeys keys) {
    this.keys = keys;
  }

  /** The text of the live development key of this name; makes one where there is none. */
  public String findOrCreate(final Scope scope, final String name, final List<RoomRule> rooms) {
    return keys.list(scope, new PageQuery(PageQuery.MAX_LIMIT, Optional.empty())).data().stream()
        .filter(key -> key.kind() == KeyKind.PUBLISHABLE && key.name().equals(name))
        .filter(key -> key.revokedAt().isEmpty() && key.expiresAt().isEmpty())
        .findFirst()
        .orElseGet(() -> keys.create(scope, wanted(name, rooms), EnumSet.noneOf(ApiScope.class)))
        .key()
        .orElseThrow();
  }

  private static NewApiKey wanted(final String name, final List<RoomRule> rooms) {
    return new NewApiKey(KeyKind.PUBLISHABLE, name, null, null, rooms, null, true, null);
  }
}
