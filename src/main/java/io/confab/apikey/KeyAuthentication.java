package io.confab.apikey;

import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;

/** Reads {@code Authorization: Bearer <key>}: the one place where REST learns who is calling. */
@Singleton
final class KeyAuthentication implements HttpAuthenticationMechanism {
  private static final String SCHEME = "bearer ";
  private static final int MAX_CHARS = 512;

  @Override
  public Uni<SecurityIdentity> authenticate(
      final RoutingContext request, final IdentityProviderManager identities) {
    final String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return Uni.createFrom().nullItem();
    }
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || header.length() > MAX_CHARS) {
      return Uni.createFrom()
          .failure(
              new ApiException(
                  ErrorCode.UNAUTHORIZED, "The Authorization header must read: Bearer <API key>."));
    }
    return identities.authenticate(
        new KeyAuthenticationRequest(header.substring(SCHEME.length()).strip()));
  }

  @Override
  public Uni<ChallengeData> getChallenge(final RoutingContext request) {
    return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", SCHEME.strip()));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(KeyAuthenticationRequest.class);
  }
}
