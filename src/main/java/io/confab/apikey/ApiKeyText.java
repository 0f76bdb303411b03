package io.confab.apikey;

import io.confab.id.ApiKeyId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key as its holder writes it: {@code cfb_sk_<id>_<secret><crc>} or {@code
 * cfb_pk_<id><crc>}.
 *
 * <p>The checksum (CRC-32 of all before it, in base62) lets a scanner know a leaked key, and lets
 * us refuse a mistyped one without asking the database.
 *
 * @param kind which of the two
 * @param id names the key; not secret
 * @param secret 43 base62 characters, 256 random bits; empty for a publishable key
 */
public record ApiKeyText(KeyKind kind, ApiKeyId id, String secret) {
  private static final int CRC_CHARS = 6;
  private static final Pattern FORM =
      Pattern.compile(
          "cfb_(?:sk_(?<sk>[0-9A-Za-z]{22})_(?<secret>[0-9A-Za-z]{43})|pk_(?<pk>[0-9A-Za-z]{22}))[0-9A-Za-z]{6}");

  /** A new secret key. */
  public static ApiKeyText mint(final ApiKeyId id) {
    return new ApiKeyText(KeyKind.SECRET, id, Base62.random256());
  }

  /** The one text of a publishable key. */
  public static ApiKeyText publishable(final ApiKeyId id) {
    return new ApiKeyText(KeyKind.PUBLISHABLE, id, "");
  }

  /** Reads a key; empty if its form or checksum is wrong. */
  public static Optional<ApiKeyText> parse(final String text) {
    final Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    final ApiKeyText key =
        form.group("secret") == null
            ? publishable(new ApiKeyId(ApiKeyId.PREFIX + form.group("pk")))
            : new ApiKeyText(
                KeyKind.SECRET,
                new ApiKeyId(ApiKeyId.PREFIX + form.group("sk")),
                form.group("secret"));
    return key.text().equals(text) ? Optional.of(key) : Optional.empty();
  }

  /**
   * The whole key. Of a secret key it is the secret: it goes to its holder once, and never into a
   * log.
   */
  public String text() {
    final String bare = id.value().substring(ApiKeyId.PREFIX.length());
    final String body =
        switch (kind) {
          case SECRET -> "cfb_sk_" + bare + "_" + secret;
          case PUBLISHABLE -> "cfb_pk_" + bare;
        };
    final CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return body + Base62.fixed(crc.getValue(), CRC_CHARS);
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "ApiKeyText[%s %s]".formatted(kind.text(), id);
  }
}
