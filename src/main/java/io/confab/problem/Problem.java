package io.confab.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.protocol.ErrorCode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of every failed request (RFC 9457, {@code application/problem+json}). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What went wrong: RFC 9457, application/problem+json")
public record Problem(
    @Schema(description = "The page that explains the code", examples = "/docs/errors/not_found")
        String type,
    @Schema(description = "The code in words, the same for every occurrence") String title,
    @Schema(description = "The HTTP status", examples = "404") int status,
    @Schema(description = "The stable name to branch on", examples = "not_found") String code,
    @Schema(description = "What is wrong with this very request") String detail,
    @Schema(description = "What to do about it") String hint,
    @Schema(description = "Whether the same request may succeed later") boolean retryable,
    @Schema(description = "The answer's Request-Id, to quote when asking for help")
        String requestId,
    @Schema(description = "The field at fault", examples = "rooms[0].match") String path,
    @Schema(description = "Each fault, where there are several") List<Violation> violations) {
  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The problem that tells of a failure. */
  public static Problem of(final ApiException failure, final String requestId) {
    final ErrorCode code = failure.code();
    return new Problem(
        code.docs(),
        code.text(),
        code.httpStatus(),
        code.code(),
        failure.detail(),
        code.hint(),
        code.retryable(),
        requestId,
        failure.path().orElse(null),
        failure.violations().isEmpty() ? null : failure.violations());
  }
}
