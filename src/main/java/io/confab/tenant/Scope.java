package io.confab.tenant;

import io.confab.id.TenantId;
import java.util.Objects;

/**
 * Whom a piece of work is done for: the tenant whose rows it may touch, and the actor that asked.
 *
 * @param tenant the only tenant whose rows the work can see
 * @param actor who asked, for audit and idempotency: a key id, an identity, or a service's name
 */
public record Scope(TenantId tenant, String actor) {
  /** Rejects a scope that names nobody. */
  public Scope {
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(actor, "actor");
  }

  /** The service itself at work inside one tenant, such as a sweep of old rows. */
  public static Scope ofService(final TenantId tenant, final String service) {
    return new Scope(tenant, "service:" + service);
  }
}
