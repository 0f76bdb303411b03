package io.confab.apikey;

import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.secret.Pepper;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Judges a bearer credential: form and checksum first, then memory, and the database last. */
@Singleton
final class KeyIdentities implements IdentityProvider<KeyAuthenticationRequest> {
  static final String CREDENTIAL = "confab.credential";

  private final ApiKeys apiKeys;
  private final OperatorKey operatorKey;
  private final Pepper pepper;
  private final LastUse lastUse;
  private final InstantSource clock;

  KeyIdentities(
      final ApiKeys apiKeys,
      final OperatorKey operatorKey,
      final Pepper pepper,
      final LastUse lastUse,
      final InstantSource clock) {
    this.apiKeys = apiKeys;
    this.operatorKey = operatorKey;
    this.pepper = pepper;
    this.lastUse = lastUse;
    this.clock = clock;
  }

  @Override
  public Class<KeyAuthenticationRequest> getRequestType() {
    return KeyAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      final KeyAuthenticationRequest request, final AuthenticationRequestContext context) {
    final String text = request.text();
    if (!text.startsWith("cfb_sk_") && !text.startsWith("cfb_pk_")) {
      return Uni.createFrom().item(() -> operator(text));
    }
    final Optional<ApiKeyText> key = ApiKeyText.parse(text);
    if (key.isEmpty()) {
      return Uni.createFrom()
          .failure(
              new ApiException(
                  ErrorCode.UNAUTHORIZED,
                  "This is not a whole API key: its form or checksum is wrong."));
    }
    return apiKeys.peek(key.get().id()).isPresent()
        ? Uni.createFrom().item(() -> holder(key.get()))
        : context.runBlocking(() -> holder(key.get()));
  }

  private SecurityIdentity operator(final String text) {
    final boolean starting = text.startsWith(OperatorKey.TOKEN_PREFIX);
    if (starting ? operatorKey.acceptsToken(text) : operatorKey.matches(text)) {
      return identity("operator", new Credential.Operator(starting));
    }
    throw new ApiException(
        ErrorCode.UNAUTHORIZED,
        starting
            ? "This start token has expired: open a new start link."
            : "This is neither an API key nor the operator key of this server.");
  }

  private SecurityIdentity holder(final ApiKeyText text) {
    final Optional<KnownApiKey> found =
        apiKeys.find(text.id()).filter(key -> key.kind() == text.kind());
    // An unknown key costs the same hash as a known one, so that time tells nobody which ids exist.
    final byte[] expected = found.map(KnownApiKey::secretHash).orElseGet(() -> new byte[0]);
    final boolean secretFits = pepper.matches(text.secret(), expected);
    if (found.isEmpty() || text.kind() == KeyKind.SECRET && !secretFits) {
      throw new ApiException(ErrorCode.UNAUTHORIZED, "There is no such API key.");
    }
    final KnownApiKey key = found.get();
    key.requireLive(clock.instant());
    lastUse.note(key);
    return identity(key.id().value(), new Credential.Key(key));
  }

  private static SecurityIdentity identity(final String name, final Credential credential) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(name))
        .addAttribute(CREDENTIAL, credential)
        .build();
  }
}
