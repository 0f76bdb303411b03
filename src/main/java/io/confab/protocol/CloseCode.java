package io.confab.protocol;

import java.util.Locale;
import java.util.Optional;

/**
 * Why a connection ends (RFC 6455, section 7.4). One numeric rule serves clients that do not know a
 * code: 4400 to 4449 come back and resume, 4500 to 4549 are final.
 */
public enum CloseCode {
  /** Sent by clients only. */
  NORMAL(1000, false, "The client is done; it leaves its rooms now."),
  /** Sent by clients only. */
  GOING_AWAY(1001, false, "The page is going away; the client leaves its rooms now."),
  FRAME_TOO_LARGE(1009, false, "A frame was larger than the server takes."),
  RESTARTING(1012, true, "The server is restarting; come back and resume."),
  TRY_LATER(1013, true, "The server takes no new connections now; come back after retryAfterMs."),
  TOKEN_EXPIRED(4401, true, "The token has expired; come back with a fresh one."),
  SLOW_CONSUMER(4408, true, "The client read too slowly; come back and resume."),
  HELLO_TIMEOUT(4410, true, "No hello arrived within five seconds."),
  RATE_LIMITED(4429, true, "The client sent too much too fast; come back and send less."),
  PROTOCOL_ERROR(4500, false, "A frame was not one well-formed JSON object in a text message."),
  TOKEN_REFUSED(4501, false, "The token was refused."),
  ORIGIN_REFUSED(4502, false, "The page's origin may not use the key."),
  REVOKED(4503, false, "The key, token or participant has been revoked or banned."),
  SESSION_REPLACED(4505, false, "The session was resumed over another connection."),
  VERSION_UNSUPPORTED(4506, false, "The server does not speak the offered subprotocol.");

  private final int code;
  private final boolean comeBack;
  private final String text;

  CloseCode(final int code, final boolean comeBack, final String text) {
    this.code = code;
    this.comeBack = comeBack;
    this.text = text;
  }

  /** The number in the close frame. */
  public int code() {
    return code;
  }

  /** The reason in the close frame, in {@code snake_case}; also the code of the error before it. */
  public String reason() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Why the connection ended, as one sentence. */
  public String text() {
    return text;
  }

  /** Whether the cause is temporary, so that a client should connect again and resume. */
  public boolean comeBack() {
    return comeBack;
  }

  /** The code of the {@code error} frame that goes before; empty for a close by the client. */
  public Optional<ErrorCode> error() {
    return switch (this) {
      case NORMAL, GOING_AWAY -> Optional.empty();
      default -> Optional.of(ErrorCode.valueOf(name()));
    };
  }
}
