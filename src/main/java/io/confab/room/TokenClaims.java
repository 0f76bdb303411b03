package io.confab.room;

import io.confab.apikey.PageOrigin;
import io.confab.apikey.RoomPattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claims of a token that its maker chooses.
 *
 * @param identity the {@code sub}
 * @param rooms the rooms it may enter
 * @param grants what it permits there
 * @param name the display name
 * @param attributes string pairs that others see
 * @param origins pages that may use it; empty for all
 */
record TokenClaims(
    String identity,
    List<RoomPattern> rooms,
    Grants grants,
    Optional<String> name,
    Map<String, String> attributes,
    List<String> origins) {

  static TokenClaims of(final VerifiedToken token) {
    return new TokenClaims(
        token.identity(),
        token.rooms(),
        Grants.of(token.grants()),
        token.name(),
        token.attributes(),
        token.origins());
  }

  static TokenClaims forGuest(
      final String identity,
      final RoomName room,
      final Optional<String> name,
      final PageOrigin origin) {
    return new TokenClaims(
        identity,
        List.of(RoomPattern.of(room.value())),
        Grants.GUEST,
        name,
        Map.of(),
        List.of(origin.value()));
  }

  /** The claims by name, in the order of the documents. */
  Map<String, Object> asMap() {
    final Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", identity);
    claims.put("rooms", rooms.stream().map(RoomPattern::value).toList());
    claims.put("grants", grantsMap());
    name.ifPresent(text -> claims.put("name", text));
    if (!attributes.isEmpty()) {
      claims.put("attributes", attributes);
    }
    if (!origins.isEmpty()) {
      claims.put("origins", origins);
    }
    return claims;
  }

  private Map<String, Object> grantsMap() {
    final Map<String, Object> written = new LinkedHashMap<>();
    put(written, "publish", grants.publish());
    put(written, "subscribe", grants.subscribe());
    put(written, "chat", grants.chat());
    put(written, "data", grants.data());
    put(written, "call", grants.call());
    put(written, "moderate", grants.moderate());
    put(written, "history", grants.history());
    put(written, "create", grants.create());
    put(written, "hidden", grants.hidden());
    return written;
  }

  private static void put(
      final Map<String, Object> written, final String grant, final Object value) {
    if (value != null) {
      written.put(grant, value);
    }
  }
}
