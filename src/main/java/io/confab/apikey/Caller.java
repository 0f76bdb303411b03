package io.confab.apikey;

import io.confab.id.TenantId;
import io.confab.limit.Limits;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.tenant.Scope;
import io.confab.tenant.Tenants;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whoever sent the running REST request. Every action of every resource asks here first; what is
 * not asked for is not granted, whatever the path looked like.
 */
@Singleton
public final class Caller {
  private static final String TENANT_HEADER = "Confab-Tenant";
  private static final String COUNTED = "confab.counted";
  private static final String POLICY = "requests";

  private final CurrentIdentityAssociation identity;
  private final CurrentVertxRequest request;
  private final Tenants tenants;
  private final Limits limits;
  private final Allowance<Object> allowance = new Allowance<>(System::nanoTime);

  Caller(
      final CurrentIdentityAssociation identity,
      final CurrentVertxRequest request,
      final Tenants tenants,
      final Limits limits) {
    this.identity = identity;
    this.request = request;
    this.tenants = tenants;
    this.limits = limits;
  }

  /**
   * The tenant for whom the request may do what the scope names.
   *
   * @throws ApiException {@code unauthorized}, {@code forbidden} or {@code rate_limited}
   */
  public Scope require(final ApiScope needed) {
    return switch (credential()) {
      case Credential.Key(KnownApiKey key) -> requireScope(key, needed).scope();
      case Credential.Operator(boolean starting) -> actingFor(starting, needed);
    };
  }

  /**
   * As {@link #require}, for what only a key of the tenant can do: its id goes into what is made.
   */
  public KnownApiKey requireKey(final ApiScope needed) {
    if (credential() instanceof Credential.Key(KnownApiKey key)) {
      return requireScope(key, needed);
    }
    throw new ApiException(
        ErrorCode.FORBIDDEN, "This needs a secret key of the tenant, not the operator key.");
  }

  /** Lets the operator pass, and nobody else. */
  public void requireOperator() {
    if (!(credential() instanceof Credential.Operator)) {
      throw new ApiException(ErrorCode.FORBIDDEN, "This needs the operator key of this server.");
    }
  }

  /** As {@link #requireOperator}, but the token of a start link does not do. */
  public void requireOperatorKey() {
    requireOperator();
    if (credential() instanceof Credential.Operator(boolean starting) && starting) {
      throw new ApiException(
          ErrorCode.FORBIDDEN, "A start link opens tenants and keys, and nothing else.");
    }
  }

  /** The scopes that a key made by this caller may have. */
  Set<ApiScope> grantable() {
    return switch (credential()) {
      case Credential.Key(KnownApiKey key) -> key.scopes();
      case Credential.Operator _ -> EnumSet.allOf(ApiScope.class);
    };
  }

  /** Whom the request is for, if it names a tenant at all; judges no scope. */
  Optional<Scope> tenantScope() {
    return switch (credential()) {
      case Credential.Key(KnownApiKey key) -> Optional.of(key.scope());
      case Credential.Operator _ -> tenantHeader().map(Caller::operatorScope);
    };
  }

  private Credential credential() {
    final Credential credential =
        identity
            .getDeferredIdentity()
            .await()
            .indefinitely()
            .getAttribute(KeyIdentities.CREDENTIAL);
    if (credential == null) {
      throw new ApiException(
          ErrorCode.UNAUTHORIZED, "This request needs the header Authorization: Bearer <API key>.");
    }
    count(credential);
    return credential;
  }

  /** Takes the request, once, from the caller's allowance. */
  private void count(final Credential credential) {
    final RoutingContext running = request.getCurrent();
    if (running.get(COUNTED) != null) {
      return;
    }
    running.put(COUNTED, true);
    final Object caller =
        credential instanceof Credential.Key(KnownApiKey key)
            ? key.id()
            : Credential.Operator.class;
    final Allowance.Verdict verdict =
        allowance.take(caller, limits.requestBurst(), limits.requestsPerSecond());
    running
        .response()
        .putHeader("RateLimit-Policy", verdict.policy(POLICY))
        .putHeader("RateLimit", verdict.state(POLICY));
    verdict.require(
        "This key sends more than %d requests a second.".formatted(limits.requestsPerSecond()));
  }

  private Scope actingFor(final boolean starting, final ApiScope needed) {
    if (starting && needed != ApiScope.KEYS_MANAGE) {
      throw new ApiException(
          ErrorCode.FORBIDDEN, "A start link opens tenants and keys, and nothing else.");
    }
    final TenantId tenant =
        tenantHeader()
            .orElseThrow(
                () ->
                    new ApiException(
                        ErrorCode.INVALID_REQUEST,
                        "With the operator key, the header %s must name the tenant."
                            .formatted(TENANT_HEADER)));
    if (tenants.find(tenant).isEmpty()) {
      throw new ApiException(ErrorCode.NOT_FOUND, "There is no tenant %s.".formatted(tenant));
    }
    return operatorScope(tenant);
  }

  private Optional<TenantId> tenantHeader() {
    final String text = request.getCurrent().request().getHeader(TENANT_HEADER);
    try {
      return Optional.ofNullable(text).map(TenantId::of);
    } catch (final IllegalArgumentException notAnId) {
      throw new ApiException(
          ErrorCode.INVALID_REQUEST,
          "The header %s must hold the id of a tenant.".formatted(TENANT_HEADER));
    }
  }

  private static KnownApiKey requireScope(final KnownApiKey key, final ApiScope needed) {
    if (key.kind() == KeyKind.PUBLISHABLE) {
      throw new ApiException(
          ErrorCode.FORBIDDEN,
          "A publishable key gets guest tokens and nothing else: use a secret key, from a server.");
    }
    if (!key.scopes().contains(needed)) {
      throw new ApiException(
          ErrorCode.FORBIDDEN, "The key %s lacks the scope %s.".formatted(key.id(), needed.text()));
    }
    return key;
  }

  private static Scope operatorScope(final TenantId tenant) {
    return new Scope(tenant, "operator");
  }
}
