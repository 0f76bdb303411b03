package io.confab.signaling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.confab.id.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What customers put into tokens, and what stands in ours. */
final class TestTokens {
  private static final JsonMapper JSON = new JsonMapper();

  private TestTokens() {}

  /** Claims that any room of the tenant takes. */
  static Map<String, Object> claims(
      final TenantId tenant, final String identity, final Instant issuedAt, final int seconds) {
    return new HashMap<>(
        Map.of(
            "iss",
            tenant.value(),
            "aud",
            "confab",
            "sub",
            identity,
            "rooms",
            List.of("*"),
            "grants",
            Map.of("create", true),
            "iat",
            issuedAt.getEpochSecond(),
            "exp",
            issuedAt.getEpochSecond() + seconds));
  }

  /** A claim of a token, unverified. */
  static String claim(final String token, final String name) {
    try {
      final byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
      return JSON.readTree(new String(payload, StandardCharsets.UTF_8)).path(name).asText();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
