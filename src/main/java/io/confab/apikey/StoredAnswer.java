package io.confab.apikey;

import java.util.Map;

/**
 * The answer to a request, as it is given again.
 *
 * @param status the HTTP status
 * @param headers {@code Location} and {@code ETag}, where there were any
 * @param body JSON; empty for none
 */
record StoredAnswer(int status, Map<String, String> headers, byte[] body)
    implements IdempotentRequests.Begun {
  /** Never the body: it may hold a secret. */
  @Override
  public String toString() {
    return "StoredAnswer[" + status + "]";
  }
}
