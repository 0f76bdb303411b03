package io.confab.problem;

import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Names a request in its answer and in the log. Always ours: a caller's own text has no place in a
 * log line.
 */
public final class RequestId {
  /** The header that carries it. */
  public static final String HEADER = "Request-Id";

  private static final String KEY = RequestId.class.getName();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 12;

  private RequestId() {}

  /** The id of a request, or {@code "unknown"} outside of one. */
  public static String of(final RoutingContext request) {
    final String id = request == null ? null : request.get(KEY);
    return id == null ? "unknown" : id;
  }

  static void assign(final RoutingContext request) {
    final byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    final String id = "req_" + HexFormat.of().formatHex(bytes);
    request.put(KEY, id);
    request.response().putHeader(HEADER, id);
  }
}
