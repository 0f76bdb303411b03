package io.confab.apikey;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.confab.apikey.IdempotentRequests.Claim;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.tenant.Scope;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gives a repeated request the answer of its first attempt.
 *
 * <p>Its parts are looked up when a request comes: filters are made while the application is built,
 * before there is any configuration for them.
 */
@Provider
@Idempotent
final class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String HEADER = "Idempotency-Key";
  private static final String REPLAYED = "Idempotency-Replayed";
  private static final String CLAIM = Claim.class.getName();
  private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

  private final Instance<Caller> caller;
  private final Instance<IdempotentRequests> requests;
  private final ObjectMapper json;

  IdempotencyFilter(
      final Instance<Caller> caller,
      final Instance<IdempotentRequests> requests,
      final ObjectMapper json) {
    this.caller = caller;
    this.requests = requests;
    this.json = json;
  }

  @Override
  public void filter(final ContainerRequestContext request) throws IOException {
    final String key = request.getHeaderString(HEADER);
    if (key == null) {
      return;
    }
    if (!KEY.matcher(key).matches()) {
      throw new ApiException(
          ErrorCode.INVALID_REQUEST, HEADER + " must be 1 to 255 printable ASCII characters.");
    }
    final byte[] body = request.getEntityStream().readAllBytes();
    request.setEntityStream(new ByteArrayInputStream(body));
    final Optional<Scope> scope = caller.get().tenantScope();
    final IdempotentCall call =
        new IdempotentCall(
            scope, scope.map(Scope::actor).orElse("operator"), key, hash(request, body));
    switch (requests.get().begin(call)) {
      case StoredAnswer first -> request.abortWith(replay(first));
      case Claim claim -> request.setProperty(CLAIM, claim);
    }
  }

  @Override
  public void filter(final ContainerRequestContext request, final ContainerResponseContext response)
      throws IOException {
    if (!(request.getProperty(CLAIM) instanceof Claim claim)) {
      return;
    }
    if (response.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL) {
      requests.get().abandon(claim);
      return;
    }
    final Map<String, String> headers = new LinkedHashMap<>();
    for (final String name : new String[] {HttpHeaders.LOCATION, HttpHeaders.ETAG}) {
      Optional.ofNullable(response.getHeaderString(name))
          .ifPresent(text -> headers.put(name, text));
    }
    final byte[] body =
        response.getEntity() == null ? new byte[0] : json.writeValueAsBytes(response.getEntity());
    requests.get().finish(claim, new StoredAnswer(response.getStatus(), headers, body));
  }

  private static Response replay(final StoredAnswer answer) {
    final Response.ResponseBuilder replay =
        Response.status(answer.status()).header(REPLAYED, "true");
    answer.headers().forEach(replay::header);
    return answer.body().length == 0
        ? replay.build()
        : replay.type(MediaType.APPLICATION_JSON).entity(answer.body()).build();
  }

  private static byte[] hash(final ContainerRequestContext request, final byte[] body) {
    try {
      final MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          (request.getMethod() + " " + request.getUriInfo().getRequestUri().getPath() + "\n")
              .getBytes(StandardCharsets.UTF_8));
      return digest.digest(body);
    } catch (final NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
