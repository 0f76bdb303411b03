package io.confab.apikey;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A customer wrote room settings into a rule. Whoever knows rooms observes this and refuses, with
 * an {@link io.confab.problem.ApiException} at the path, what no room could have.
 *
 * @param path where in the request the settings stand
 * @param template the settings, an object
 */
public record RoomTemplateGiven(String path, JsonNode template) {}
