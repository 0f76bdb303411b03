package io.confab.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.confab.protocol.ErrorCode;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Explains failures that are not ours in the words of {@link ErrorCode}, without repeating what
 * they say inside.
 */
final class Failures {
  private static final Duration RETRY = Duration.ofSeconds(2);

  private Failures() {}

  static ApiException explain(final Throwable thrown) {
    return switch (thrown) {
      case ApiException ours -> ours;
      case JsonProcessingException json -> JsonFault.explain(json);
      case ConstraintViolationException violated -> violations(violated);
      case WebApplicationException web
          when web.getCause() instanceof JsonProcessingException json ->
          JsonFault.explain(json);
      case WebApplicationException web -> status(web.getResponse().getStatus());
      default -> Outage.caused(thrown) ? unavailable(thrown) : internal(thrown);
    };
  }

  /** The methods a path does answer, for the {@code Allow} header of a 405. */
  static Optional<String> allow(final Throwable thrown) {
    return thrown instanceof NotAllowedException notAllowed
        ? Optional.ofNullable(notAllowed.getResponse().getHeaderString("Allow"))
        : Optional.empty();
  }

  /** The failure behind a bare HTTP status. */
  static ApiException status(final int status) {
    return switch (status) {
      case 401 -> new ApiException(ErrorCode.UNAUTHORIZED, "This request needs a valid key.");
      case 403 -> new ApiException(ErrorCode.FORBIDDEN, "This key may not do that.");
      case 404 -> new ApiException(ErrorCode.NOT_FOUND, "There is nothing at this address.");
      case 405 ->
          new ApiException(
              ErrorCode.METHOD_NOT_ALLOWED, "This address does not answer this method.");
      case 406 ->
          new ApiException(ErrorCode.NOT_ACCEPTABLE, "This address answers application/json.");
      case 413 -> new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, "The request body is too large.");
      case 415 ->
          new ApiException(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "Send the body as JSON, with the header Content-Type: application/json.");
      case 503 -> unavailable(null);
      default ->
          status >= 400 && status < 500
              ? new ApiException(ErrorCode.INVALID_REQUEST, "The request is not well formed.")
              : internal(null);
    };
  }

  private static ApiException violations(final ConstraintViolationException violated) {
    final List<Violation> faults =
        violated.getConstraintViolations().stream()
            .map(fault -> new Violation(path(fault), fault.getMessage()))
            .sorted(Comparator.comparing(Violation::path))
            .toList();
    if (faults.isEmpty() || isAnswer(violated)) {
      return internal(violated);
    }
    final Violation first = faults.getFirst();
    return new ApiException(
            ErrorCode.INVALID_REQUEST, "%s %s.".formatted(first.path(), first.detail()))
        .at(first.path())
        .with(faults.size() > 1 ? faults : List.of());
  }

  /** An answer of ours that broke its own rules is our fault, not the caller's. */
  private static boolean isAnswer(final ConstraintViolationException violated) {
    return violated.getConstraintViolations().stream()
        .map(ConstraintViolation::getPropertyPath)
        .anyMatch(
            path -> {
              for (final Path.Node node : path) {
                if (node.getKind() == ElementKind.RETURN_VALUE) {
                  return true;
                }
              }
              return false;
            });
  }

  /** Strips the resource's method, and its parameter where a field of the body follows. */
  private static String path(final ConstraintViolation<?> fault) {
    final StringBuilder path = new StringBuilder();
    String parameter = "";
    for (final Path.Node node : fault.getPropertyPath()) {
      switch (node.getKind()) {
        case METHOD, CONSTRUCTOR -> {}
        case PARAMETER -> parameter = node.getName();
        default -> path.append(path.isEmpty() ? "" : ".").append(node);
      }
    }
    return path.isEmpty() ? parameter : path.toString();
  }

  /** A connection that breaks while it commits leaves open whether it did. */
  private static ApiException unavailable(final Throwable cause) {
    return new ApiException(
            ErrorCode.UNAVAILABLE,
            "The database cannot be reached at the moment; a change may or may not have been made.",
            cause)
        .retryAfter(RETRY);
  }

  private static ApiException internal(final Throwable cause) {
    return new ApiException(
        ErrorCode.INTERNAL,
        "Something went wrong on our side; the requestId finds it in the log.",
        cause);
  }
}
