package io.confab.session;

import java.nio.charset.StandardCharsets;

/**
 * An encoded frame, made once and put into any number of queues.
 *
 * @param bytes its length as UTF-8
 */
public record Frame(String text, int bytes) {
  /** Measures an encoded frame. */
  public static Frame of(final String text) {
    return new Frame(text, text.getBytes(StandardCharsets.UTF_8).length);
  }
}
