package io.confab.secret;

import java.util.Base64;
import java.util.Optional;

/**
 * Reads a secret from configuration and says plainly, without repeating the value, what is wrong
 * with it.
 */
final class ConfiguredSecret {
  private ConfiguredSecret() {}

  /**
   * Decodes a Base64 secret.
   *
   * @param property the configuration key, for the sentence that stops the start
   * @param encoded the configured value
   * @param bytes the exact length wanted
   * @throws IllegalStateException if the value is missing, not Base64, or of another length
   */
  static byte[] decode(final String property, final Optional<String> encoded, final int bytes) {
    final String remedy =
        " Set it to %d random bytes in Base64: openssl rand -base64 %d".formatted(bytes, bytes);
    final String text =
        encoded
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .orElseThrow(() -> new IllegalStateException(property + " is not set." + remedy));
    final byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(text);
    } catch (final IllegalArgumentException notBase64) {
      throw new IllegalStateException(property + " is not Base64." + remedy, notBase64);
    }
    if (decoded.length != bytes) {
      throw new IllegalStateException(
          "%s holds %d bytes, %d are needed.%s".formatted(property, decoded.length, bytes, remedy));
    }
    return decoded;
  }
}
