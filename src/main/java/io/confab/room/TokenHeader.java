package io.confab.room;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parts of a token before anything about it is believed: the header's {@code kid} and {@code
 * typ}, and the claims as JSON. The read is bounded, and nothing else in the header ({@code jwk},
 * {@code jku}, {@code x5u}, …) is even looked at.
 *
 * @param kid names the key that is said to have signed
 * @param type the {@code typ}
 * @param algorithm the {@code alg}, only ever compared with that of the stored key
 * @param claims the payload, an object
 */
record TokenHeader(String kid, String type, String algorithm, JsonNode claims) {
  private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int MAX_DEPTH = 8;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
              .build());

  /** Reads a token's header; empty if this cannot be a token of ours. */
  static Optional<TokenHeader> read(final String token) {
    final int header = token.indexOf('.');
    final int payload = token.indexOf('.', header + 1);
    if (token.length() > TokenRules.MAX_CHARS
        || header < 1
        || header > TokenRules.MAX_HEADER_CHARS
        || payload < 0
        || token.indexOf('.', payload + 1) >= 0) {
      return Optional.empty();
    }
    try {
      final JsonNode head = object(token.substring(0, header));
      final JsonNode claims = object(token.substring(header + 1, payload));
      return Optional.of(
              new TokenHeader(text(head, "kid"), text(head, "typ"), text(head, "alg"), claims))
          .filter(read -> KID.matcher(read.kid).matches());
    } catch (final IOException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static JsonNode object(final String part) throws IOException {
    final JsonNode node = JSON.readTree(Base64.getUrlDecoder().decode(part));
    if (node == null || !node.isObject()) {
      throw new IllegalArgumentException("not an object");
    }
    return node;
  }

  private static String text(final JsonNode head, final String name) {
    return head.path(name).isTextual() ? head.path(name).textValue() : "";
  }

  /** Never the claims. */
  @Override
  public String toString() {
    return "TokenHeader[" + kid + "]";
  }
}
