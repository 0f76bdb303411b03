package io.confab.problem;

import io.confab.protocol.ErrorCode;
import java.util.Arrays;

/** The version of a row that a change is meant for: {@code If-Match} (RFC 9110). */
public final class EntityVersion {
  private EntityVersion() {}

  /**
   * Lets a change through if the caller saw this version, or did not ask.
   *
   * @param ifMatch the request's header, or {@code null}
   * @throws ApiException {@code precondition_failed} if the row has changed since
   */
  public static void require(final String ifMatch, final long version) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return;
    }
    final String current = "\"%d\"".formatted(version);
    if (Arrays.stream(ifMatch.split(",")).map(String::strip).noneMatch(current::equals)) {
      throw new ApiException(
          ErrorCode.PRECONDITION_FAILED,
          "It has changed since you read it: read it again, then repeat your change.");
    }
  }
}
