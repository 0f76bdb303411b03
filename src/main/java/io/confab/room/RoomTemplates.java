package io.confab.room;

import io.confab.apikey.ApiKeys;
import io.confab.apikey.RoomTemplateGiven;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What a room is like that the first guest of a publishable key brings into being. */
@Singleton
public final class RoomTemplates {
  private final ApiKeys keys;

  RoomTemplates(final ApiKeys keys) {
    this.keys = keys;
  }

  /** The options that the key's rule gives; empty if the token is no guest's or no rule fits. */
  public Optional<RoomOptions> templateFor(final VerifiedToken token, final String roomName) {
    return Optional.of(token)
        .filter(VerifiedToken::guest)
        .flatMap(VerifiedToken::mintedBy)
        .flatMap(keys::find)
        .flatMap(key -> key.ruleFor(roomName))
        .map(
            rule ->
                rule.template() == null
                    ? RoomOptions.NONE
                    : RoomJson.options(rule.template().toString()))
        .map(RoomOptions::asPublic);
  }

  /** Refuses a template that no room could have, before it is stored with its key. */
  void judge(@Observes final RoomTemplateGiven given) {
    RoomJson.options(given.path(), given.template());
  }
}
