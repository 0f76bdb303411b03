package io.confab.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confab.apikey.ApiKeys;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What a room is like that the first guest of a publishable key brings into being. */
@Singleton
public final class RoomTemplates {
  private final ApiKeys keys;
  private final ObjectMapper json;

  RoomTemplates(final ApiKeys keys, final ObjectMapper json) {
    this.keys = keys;
    this.json = json;
  }

  /** The options that the key's rule gives; empty if the token is no guest's or no rule fits. */
  public Optional<RoomOptions> templateFor(final VerifiedToken token, final String roomName) {
    return Optional.of(token)
        .filter(VerifiedToken::guest)
        .flatMap(VerifiedToken::mintedBy)
        .flatMap(keys::find)
        .flatMap(key -> key.ruleFor(roomName))
        .map(rule -> rule.template() == null ? RoomOptions.NONE : options(rule.template()))
        .map(RoomOptions::asPublic);
  }

  private RoomOptions options(final JsonNode template) {
    try {
      return json.treeToValue(template, RoomOptions.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored room rule cannot be read", e);
    }
  }
}
