package io.confab.problem;

import io.confab.protocol.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A failure the caller is told about: one row of {@link ErrorCode} and a sentence. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String path;
  private final Duration retryAfter;
  private final transient List<Violation> violations;

  /**
   * A failure without a place in the request.
   *
   * @param detail what is wrong with this very request, and what to do; never a secret
   */
  public ApiException(final ErrorCode code, final String detail) {
    this(code, detail, null, null, List.of(), null);
  }

  /** As the other, with the failure behind it for the log. */
  public ApiException(final ErrorCode code, final String detail, final Throwable cause) {
    this(code, detail, null, null, List.of(), cause);
  }

  private ApiException(
      final ErrorCode code,
      final String detail,
      final String path,
      final Duration retryAfter,
      final List<Violation> violations,
      final Throwable cause) {
    super(detail, cause);
    this.code = code;
    this.path = path;
    this.retryAfter = retryAfter;
    this.violations = violations;
  }

  /** The same failure, pointing at a field of the request such as {@code rooms[0].match}. */
  public ApiException at(final String field) {
    return new ApiException(code, getMessage(), field, retryAfter, violations, getCause());
  }

  /** The same failure, with the earliest time at which another attempt makes sense. */
  public ApiException retryAfter(final Duration delay) {
    return new ApiException(code, getMessage(), path, delay, violations, getCause());
  }

  /** The same failure, listing every fault of the request. */
  public ApiException with(final List<Violation> faults) {
    return new ApiException(code, getMessage(), path, retryAfter, List.copyOf(faults), getCause());
  }

  /** Which failure. */
  public ErrorCode code() {
    return code;
  }

  /** The sentence for the caller. */
  public String detail() {
    return getMessage();
  }

  /** The field at fault, if it is one field. */
  public Optional<String> path() {
    return Optional.ofNullable(path);
  }

  /** How long to wait before another attempt, if that is known. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Every fault, where a request has several. */
  public List<Violation> violations() {
    return violations;
  }
}
