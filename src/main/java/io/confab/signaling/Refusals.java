package io.confab.signaling;

import io.confab.problem.ApiException;
import io.confab.problem.Outage;
import io.confab.protocol.ClientMessage;
import io.confab.protocol.CloseCode;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.ServerMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** Turns whatever went wrong into what the client is told. */
final class Refusals {
  private static final Logger LOG = System.getLogger(Refusals.class.getName());
  private static final Duration DATABASE_RETRY = Duration.ofSeconds(2);

  private Refusals() {}

  /** The failure as one row of the table. What is a fault of ours is logged and not described. */
  static ApiException of(final Throwable failure) {
    final Throwable cause =
        failure instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure;
    return switch (cause) {
      case ApiException refused -> refused;
      case Throwable away when Outage.caused(away) ->
          new ApiException(ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.text(), away)
              .retryAfter(DATABASE_RETRY);
      default -> {
        LOG.log(Level.ERROR, "A request failed", cause);
        yield new ApiException(ErrorCode.INTERNAL, ErrorCode.INTERNAL.text(), cause);
      }
    };
  }

  /** The error frame that tells it. */
  static ServerMessage.Error frame(final ApiException refusal) {
    final ServerMessage.Error error =
        ServerMessage.Error.of(refusal.code())
            .withMessage(refusal.detail())
            .withPath(refusal.path().orElse(null));
    return refusal
        .retryAfter()
        .map(delay -> error.withRetryAfterMs(delay.toMillis()))
        .orElse(error);
  }

  /** The error as the answer to a frame: a signal without an id is known by its addressee. */
  static ServerMessage.Error about(final ClientMessage message, final ServerMessage.Error error) {
    final ServerMessage.Error answer = error.withId(message.id());
    return message instanceof ClientMessage.Signal signal
        ? answer.withRoom(signal.room()).withPeer(signal.to(), signal.incarnation())
        : answer;
  }

  /** The error frame before a close: it bears the close code's name, and says what happened. */
  static ServerMessage.Error lastFrame(final CloseCode code, final ApiException refusal) {
    final ServerMessage.Error error =
        ServerMessage.Error.of(code.error().orElseThrow()).withMessage(refusal.detail());
    return refusal
        .retryAfter()
        .map(delay -> error.withRetryAfterMs(delay.toMillis()))
        .orElse(error);
  }

  /** How a refused {@code hello} ends the connection. */
  static CloseCode closeCode(final ErrorCode code) {
    return switch (code) {
      case TOKEN_EXPIRED -> CloseCode.TOKEN_EXPIRED;
      case ORIGIN_REFUSED -> CloseCode.ORIGIN_REFUSED;
      case REVOKED, BANNED, TENANT_SUSPENDED -> CloseCode.REVOKED;
      case UNAVAILABLE, BUSY, INTERNAL, TRY_LATER -> CloseCode.TRY_LATER;
      case PROTOCOL_ERROR -> CloseCode.PROTOCOL_ERROR;
      default -> CloseCode.TOKEN_REFUSED;
    };
  }
}
