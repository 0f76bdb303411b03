package io.confab.boot;

/** A start that cannot go on. The message is a sentence for the person at the terminal. */
public final class StartException extends RuntimeException {
  StartException(final String message) {
    super(message);
  }

  StartException(final String message, final Throwable cause) {
    super(message, cause);
  }
}
