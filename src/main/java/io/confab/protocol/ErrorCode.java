package io.confab.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/**
 * Everything that can go wrong, once: {@code error} frames and REST problems (RFC 9457) share these
 * rows. The code is stable; the sentences are for people and may change.
 */
@RegisterForReflection
public enum ErrorCode {
  // The request
  INVALID_FRAME(
      400, "The frame has a field that is missing, unknown or not allowed.", "See path for which."),
  UNKNOWN_TYPE(
      400,
      "The server knows no frame of this type.",
      "See the signaling protocol for the types this version knows."),
  INVALID_REQUEST(
      400, "The request has a field that is missing, unknown or not allowed.", "See path."),
  METHOD_NOT_ALLOWED(
      405,
      "This resource does not support the method.",
      "The Allow header lists what it supports."),
  NOT_ACCEPTABLE(406, "The answer is JSON only.", "Accept application/json."),
  UNSUPPORTED_MEDIA_TYPE(
      415, "The request body must be JSON.", "Send Content-Type: application/json."),
  PAYLOAD_TOO_LARGE(413, "The request body is too large.", "The detail names the limit in bytes."),
  FRAME_TOO_LARGE(
      413,
      "The frame is larger than the server takes.",
      "Keep to welcome.limits.frameBytes; send files over a data channel."),
  PROTOCOL_ERROR(
      400,
      "The frame is not one well-formed JSON object in a text message.",
      "Send UTF-8 JSON text without duplicate keys and at most 16 levels deep."),
  HELLO_REQUIRED(400, "The first frame must be hello.", "Send hello with a token, then the rest."),
  HELLO_TIMEOUT(
      408,
      Retry.YES,
      "No hello arrived within five seconds.",
      "Fetch the token before connecting, and send hello as soon as the socket opens."),
  VERSION_UNSUPPORTED(
      426,
      "The server does not speak the offered WebSocket subprotocol.",
      "Offer the subprotocol confab.v1."),
  NOT_SUPPORTED(501, "This server does not support the request.", "Upgrade the server."),

  // Who asks
  UNAUTHORIZED(
      401,
      "The request carries no valid credentials.",
      "Send Authorization: Bearer <key or token>."),
  TOKEN_REFUSED(
      401,
      "The token was refused.",
      "POST /v1/tokens/inspect names each claim that fails, expected against found."),
  TOKEN_EXPIRED(
      401,
      "The token has expired.",
      "Get a new token; give the SDK a tokenProvider to do so itself."),
  FORBIDDEN(
      403,
      "The credentials do not permit this.",
      "The detail names the scope or grant that is missing."),
  ORIGIN_REFUSED(
      403,
      "This page's origin may not use the key.",
      "Add the origin to the publishable key's allowed origins."),
  REVOKED(403, "The key, token or participant has been revoked.", "Get a token from a live key."),
  BANNED(403, "This identity is banned from the room.", "A moderator can lift the ban."),
  TENANT_SUSPENDED(403, "The tenant is suspended.", "Ask the operator of this server."),

  // What is asked for
  NOT_FOUND(404, "Nothing here has this id or name.", "Check the id and whose key asks for it."),
  ROOM_NOT_FOUND(
      404,
      "No room has this id or name.",
      "Create the room first, or join with a token that has the create grant."),
  PARTICIPANT_NOT_FOUND(
      404, "No such participant is in the room.", "Read the room's participants."),
  MESSAGE_NOT_FOUND(404, "No such message is in the room.", "Check the message id and the room."),
  CONFLICT(409, "The request conflicts with what exists.", "Read the resource, then decide."),
  PRECONDITION_FAILED(
      412, "The resource has changed since it was read.", "Read it again and send its new ETag."),
  IDEMPOTENCY_REUSED(
      422,
      "This Idempotency-Key was used for a different request.",
      "Use a fresh key for each new request."),
  IDEMPOTENCY_IN_PROGRESS(
      409,
      Retry.YES,
      "A request with this Idempotency-Key is still running.",
      "Wait for Retry-After, then send it again."),

  // Rooms
  NOT_JOINED(409, "This connection has not joined the room.", "Send join, and wait for joined."),
  ALREADY_JOINED(
      409, "This connection is in the room already.", "Send leave before joining again."),
  ROOM_FULL(409, "The room is full.", "Raise maxParticipants, or wait until someone leaves."),
  ROOM_LOCKED(403, "The room is locked.", "A moderator can unlock the room."),
  PUBLISHERS_FULL(
      409,
      "The room has as many publishers as it can carry.",
      "Stay as a viewer, or wait until someone stops publishing."),
  PEER_UNREACHABLE(
      404,
      "The addressed participant is gone or has joined anew.",
      "Use the incarnation of the latest presence frame."),
  TURN_NOT_CONFIGURED(
      409, "This server has no TURN relay.", "Set confab.turn.urls and confab.turn.secret."),

  // Too much, too soon
  RATE_LIMITED(429, Retry.YES, "Too many requests.", "Wait for retryAfterMs before the next one."),
  QUOTA_EXCEEDED(429, "A quota of the tenant is used up.", "The detail names the quota."),
  BUSY(
      429,
      Retry.YES,
      "Too many requests of this connection are in progress.",
      "Wait for answers before sending more."),
  SLOW_CONSUMER(
      503,
      Retry.YES,
      "The client reads more slowly than its rooms talk.",
      "Reconnect; the rooms' cursors bring what was missed."),

  // The server
  UNAVAILABLE(
      503, Retry.YES, "The server cannot store or read this now.", "Try again after retryAfterMs."),
  TRY_LATER(
      503, Retry.YES, "The server takes no new connections now.", "Reconnect after retryAfterMs."),
  RESTARTING(503, Retry.YES, "The server is restarting.", "Reconnect; another node may answer."),
  SESSION_REPLACED(
      409, "The session was resumed over another connection.", "Go on with the newer connection."),
  INTERNAL(
      500, Retry.YES, "The server failed in a way it did not expect.", "Report the request id.");

  private final int httpStatus;
  private final boolean retryable;
  private final String text;
  private final String hint;

  ErrorCode(final int httpStatus, final String text, final String hint) {
    this(httpStatus, Retry.NO, text, hint);
  }

  ErrorCode(final int httpStatus, final Retry retry, final String text, final String hint) {
    this.httpStatus = httpStatus;
    this.retryable = retry == Retry.YES;
    this.text = text;
    this.hint = hint;
  }

  private enum Retry {
    YES,
    NO
  }

  /** The stable name on the wire, in {@code snake_case}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What happened, as one sentence. */
  public String text() {
    return text;
  }

  /** What to do about it, as one sentence. */
  public String hint() {
    return hint;
  }

  /** Whether the same request, unchanged, can succeed later. */
  public boolean retryable() {
    return retryable;
  }

  /** The status of a REST answer with this code (RFC 9110). */
  public int httpStatus() {
    return httpStatus;
  }

  /** The path of the page that explains this code. */
  public String docs() {
    return "/docs/errors/" + code();
  }

  /** Finds a code by its name on the wire; {@link IllegalArgumentException} when there is none. */
  @JsonCreator
  public static ErrorCode of(final String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
