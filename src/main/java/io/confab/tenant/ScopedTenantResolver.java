package io.confab.tenant;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.tenant.TenantResolver;
import jakarta.inject.Singleton;

/** Tells Hibernate the tenant of the running transaction, from its {@link Scope} alone. */
@Singleton
@PersistenceUnitExtension
final class ScopedTenantResolver implements TenantResolver {
  /** Never the id of a tenant: ids carry a prefix. */
  private static final String NOBODY = "";

  @Override
  public String getDefaultTenantId() {
    return NOBODY;
  }

  @Override
  public String resolveTenantId() {
    return Transactions.current().tenant().value();
  }
}
