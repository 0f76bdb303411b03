package io.confab.protocol;

import java.util.Optional;

/**
 * A frame that cannot be taken. Without a close code the connection lives on and the sender gets an
 * {@code error} frame; with one, the error frame is the connection's last.
 */
public final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final CloseCode close;
  private final String path;
  private final String frameId;

  /** A fault of the frame's meaning: the connection lives. */
  public ProtocolException(final ErrorCode code, final String detail, final String path) {
    this(code, null, detail, path, null);
  }

  /** A fault that ends the connection. */
  public ProtocolException(final CloseCode close, final String detail) {
    this(close.error().orElseThrow(), close, detail, null, null);
  }

  private ProtocolException(
      final ErrorCode code,
      final CloseCode close,
      final String detail,
      final String path,
      final String frameId) {
    // Bad frames come by the thousand from whoever wants to be a nuisance: no stack trace.
    super(detail, null, false, false);
    this.code = code;
    this.close = close;
    this.path = path;
    this.frameId = frameId;
  }

  /** A value that breaks the rule stated in {@code detail}. */
  static ProtocolException badValue(final String path, final String detail) {
    return new ProtocolException(ErrorCode.INVALID_FRAME, detail, path);
  }

  /** The same fault, seen from the frame: inside {@code prefix}, and answered to {@code id}. */
  ProtocolException within(final String prefix, final String id) {
    return new ProtocolException(code, close, getMessage(), FieldPath.join(prefix, path), id);
  }

  /** What went wrong, as a row of the table. */
  public ErrorCode code() {
    return code;
  }

  /** The close code, when the connection must end. */
  public Optional<CloseCode> close() {
    return Optional.ofNullable(close);
  }

  /** The field at fault, such as {@code tracks[2].name}. */
  public Optional<String> path() {
    return Optional.ofNullable(path);
  }

  /** The {@code id} of the frame at fault, where it could be read. */
  public Optional<String> frameId() {
    return Optional.ofNullable(frameId);
  }

  /** The frame that tells the sender. */
  public ServerMessage.Error toFrame() {
    return ServerMessage.Error.of(code).withMessage(getMessage()).withId(frameId).withPath(path);
  }
}
