package io.confab.problem;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * A row in the shape of an answer, and its version for the {@code ETag} (RFC 9110), which {@link
 * EntityVersion} compares with {@code If-Match}.
 *
 * @param value the answer's body
 * @param version counts the row's changes
 */
public record Versioned<T>(T value, long version) {
  /** The answer to who read or changed it. */
  public RestResponse<T> answer() {
    return ResponseBuilder.ok(value).tag(tag()).build();
  }

  /** The answer to who made it. */
  public RestResponse<T> madeAt(final String location) {
    return answer(Status.CREATED, location);
  }

  /** The answer with its address. */
  public RestResponse<T> answer(final Status status, final String location) {
    return ResponseBuilder.create(status, value)
        .header(HttpHeaders.LOCATION, location)
        .tag(tag())
        .build();
  }

  private EntityTag tag() {
    return new EntityTag(Long.toString(version));
  }
}
