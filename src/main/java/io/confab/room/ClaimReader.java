package io.confab.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.confab.apikey.PageOrigin;
import io.confab.apikey.RoomPattern;
import io.confab.protocol.Controls;
import io.confab.protocol.GrantsView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the claims of a token one by one and collects what is wrong, so that inspection can name it
 * all at once.
 */
final class ClaimReader {
  private static final int SHOWN_CHARS = 80;

  private static final ObjectMapper GRANTS =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final JsonNode claims;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  ClaimReader(final JsonNode claims, final Instant now) {
    this.claims = claims;
    this.now = now;
  }

  /** What was wrong with the claims read so far. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  void requireIssuer(final String tenant) {
    check("iss", tenant, claims.path("iss").asText("").equals(tenant));
  }

  void requireAudience() {
    final JsonNode audience = claims.path("aud");
    boolean ours = audience.asText("").equals(TokenRules.AUDIENCE);
    for (final JsonNode one : audience.isArray() ? audience : List.<JsonNode>of()) {
      ours |= one.asText("").equals(TokenRules.AUDIENCE);
    }
    check("aud", "\"" + TokenRules.AUDIENCE + "\"", ours);
  }

  String identity() {
    return text("sub").orElseGet(() -> missing("sub", "an identity of 1 to %d characters"));
  }

  Optional<String> name() {
    return claims.hasNonNull("name") ? text("name") : Optional.empty();
  }

  List<RoomPattern> rooms() {
    final List<RoomPattern> rooms = list("rooms", RoomPattern::of, "room names or patterns");
    check("rooms", "a list of at least one room", !rooms.isEmpty() || said("rooms"));
    return rooms;
  }

  List<String> origins() {
    return list(
        "origins", text -> PageOrigin.of(text).value(), "origins such as https://shop.example");
  }

  GrantsView grants() {
    final JsonNode said = claims.path("grants");
    if (said.isMissingNode() || said.isNull()) {
      return Grants.MEMBER.effective();
    }
    try {
      return GRANTS.treeToValue(said, Grants.class).effective();
    } catch (final JsonProcessingException malformed) {
      findings.add(
          new Finding(
              "grants",
              "an object of grants, each a boolean but publish, a list",
              shown("grants")));
      return Grants.MEMBER.effective();
    }
  }

  Map<String, String> attributes() {
    final JsonNode said = claims.path("attributes");
    final Map<String, String> attributes = new LinkedHashMap<>();
    boolean fits = said.isObject() || said.isMissingNode() || said.isNull();
    int bytes = 0;
    for (final Map.Entry<String, JsonNode> entry : said.properties()) {
      fits &= entry.getValue().isTextual();
      attributes.put(entry.getKey(), entry.getValue().asText());
      bytes += utf8(entry.getKey()) + utf8(entry.getValue().asText());
    }
    check(
        "attributes",
        "an object of strings of at most %d bytes".formatted(TokenRules.MAX_ATTRIBUTES_BYTES),
        fits && bytes <= TokenRules.MAX_ATTRIBUTES_BYTES);
    return Map.copyOf(attributes);
  }

  Instant issuedAt() {
    final Instant issuedAt = time("iat");
    check("iat", "a time that has come", !issuedAt.isAfter(now.plus(TokenRules.LEEWAY)));
    if (claims.has("nbf")) {
      check("nbf", "a time that has come", !time("nbf").isAfter(now.plus(TokenRules.LEEWAY)));
    }
    return issuedAt;
  }

  /** The expiry; whether it has passed is asked apart, for that is no fault of the token. */
  Instant expiresAt(final Instant issuedAt) {
    final Instant expiresAt = time("exp");
    final Duration life = Duration.between(issuedAt, expiresAt);
    check(
        "exp",
        "after iat, and at most %d hours after it".formatted(TokenRules.MAX_TTL.toHours()),
        life.isPositive() && life.compareTo(TokenRules.MAX_TTL) <= 0 || said("exp"));
    return expiresAt;
  }

  Optional<String> mintingKey() {
    return Optional.ofNullable(claims.path(TokenRules.KEY_CLAIM).textValue());
  }

  private Optional<String> text(final String claim) {
    final String text = claims.path(claim).isTextual() ? claims.path(claim).textValue() : "";
    final boolean fits =
        !text.isBlank()
            && text.codePointCount(0, text.length()) <= TokenRules.MAX_NAME_CHARS
            && !Controls.in(text)
            && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    if (claims.has(claim)) {
      check(
          claim,
          "1 to %d characters without control characters".formatted(TokenRules.MAX_NAME_CHARS),
          fits);
    }
    return claims.has(claim) ? Optional.of(text) : Optional.empty();
  }

  private <T> List<T> list(final String claim, final Function<String, T> parse, final String what) {
    final JsonNode said = claims.path(claim);
    if (said.isMissingNode() || said.isNull()) {
      return List.of();
    }
    final List<T> list = new ArrayList<>();
    boolean fits = said.isArray() && said.size() <= TokenRules.MAX_LIST;
    for (final JsonNode one : said.isArray() ? said : List.<JsonNode>of()) {
      try {
        list.add(parse.apply(one.isTextual() ? one.textValue() : ""));
      } catch (final IllegalArgumentException malformed) {
        fits = false;
      }
    }
    check(claim, "a list of %s, at most %d".formatted(what, TokenRules.MAX_LIST), fits);
    return List.copyOf(list);
  }

  private Instant time(final String claim) {
    final JsonNode said = claims.path(claim);
    final boolean fits =
        said.isNumber() && said.asLong() > 0 && said.asLong() < Integer.MAX_VALUE * 4L;
    check(claim, "seconds since 1970, a number", fits);
    return fits ? Instant.ofEpochSecond(said.asLong()) : now;
  }

  private String missing(final String claim, final String expected) {
    findings.add(new Finding(claim, expected.formatted(TokenRules.MAX_NAME_CHARS), "missing"));
    return "";
  }

  private void check(final String claim, final String expected, final boolean holds) {
    if (!holds) {
      findings.add(new Finding(claim, expected, shown(claim)));
    }
  }

  private boolean said(final String claim) {
    return findings.stream().anyMatch(finding -> finding.claim().equals(claim));
  }

  private String shown(final String claim) {
    final String text = claims.has(claim) ? claims.get(claim).toString() : "missing";
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
  }

  private static int utf8(final String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
