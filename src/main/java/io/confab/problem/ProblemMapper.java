package io.confab.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.confab.protocol.ErrorCode;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns whatever a resource throws into a problem. The list names each type for which the framework
 * has its own idea.
 */
final class ProblemMapper {
  /** Where a failure names no time: PostgreSQL restarts in a few of these. */
  private static final Duration RETRY = Duration.ofSeconds(2);

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  private final CurrentVertxRequest request;

  ProblemMapper(final CurrentVertxRequest request) {
    this.request = request;
  }

  @ServerExceptionMapper({
    ApiException.class,
    ValidationException.class,
    MismatchedInputException.class,
    JsonProcessingException.class,
    NotFoundException.class,
    WebApplicationException.class,
    Throwable.class
  })
  Response toResponse(final Throwable thrown) {
    final ApiException failure = Failures.explain(thrown);
    final String requestId = RequestId.of(request.getCurrent());
    if (failure.code() == ErrorCode.INTERNAL) {
      LOG.errorf(thrown, "Request %s failed", requestId);
    } else if (failure.code() == ErrorCode.UNAVAILABLE) {
      LOG.warnf("Request %s: %s", requestId, thrown);
    }
    final Response.ResponseBuilder answer =
        Response.status(failure.code().httpStatus())
            .type(Problem.MEDIA_TYPE)
            .entity(Problem.of(failure, requestId));
    failure
        .retryAfter()
        .or(() -> failure.code() == ErrorCode.UNAVAILABLE ? Optional.of(RETRY) : Optional.empty())
        .ifPresent(
            delay ->
                answer.header(
                    HttpHeaders.RETRY_AFTER, Math.max(1, delay.plusMillis(999).toSeconds())));
    if (failure.code().httpStatus() == Response.Status.UNAUTHORIZED.getStatusCode()) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    Failures.allow(thrown).ifPresent(methods -> answer.header(HttpHeaders.ALLOW, methods));
    return answer.build();
  }
}
