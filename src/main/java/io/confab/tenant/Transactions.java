package io.confab.tenant;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * The only way to PostgreSQL. Each transaction begins by telling the database for which tenant it
 * is; without that, row-level security shows no rows.
 */
@Singleton
public final class Transactions {
  private static final String SET_TENANT = "select set_config('app.tenant', ?, true)";
  private static final String SET_TENANT_NAMED = "select set_config('app.tenant', :tenant, true)";
  private static final String SET_OPERATOR = "select set_config('app.operator', 'on', true)";

  private static final ScopedValue<Scope> CURRENT = ScopedValue.newInstance();

  private final EntityManager entities;
  private final AgroalDataSource dataSource;
  private final TransactionSynchronizationRegistry registry;
  private final Schema schema;

  Transactions(
      final EntityManager entities,
      final AgroalDataSource dataSource,
      final TransactionSynchronizationRegistry registry,
      final Schema schema) {
    this.entities = entities;
    this.dataSource = dataSource;
    this.registry = registry;
    this.schema = schema;
  }

  /**
   * Runs Hibernate work in a transaction of the scope's tenant. Within a transaction of the same
   * tenant it joins that one; within one of another tenant it throws {@link IllegalStateException}.
   */
  public <T> T call(final Scope scope, final Supplier<T> work) {
    if (CURRENT.isBound() && QuarkusTransaction.isActive()) {
      requireSameTenant(scope);
      return work.get();
    }
    schema.requireCurrent();
    return ScopedValue.where(CURRENT, scope)
        .call(
            () ->
                inRequest(
                    () -> QuarkusTransaction.requiringNew().call(() -> inTenant(scope, work))));
  }

  /** As {@link #call}, for work without a result. */
  public void run(final Scope scope, final Runnable work) {
    call(
        scope,
        () -> {
          work.run();
          return null;
        });
  }

  /** Runs plain JDBC work of the scope's tenant in a transaction of its own. */
  public <T> T jdbc(final Scope scope, final SqlWork<T> work) {
    return transact(
        connection -> {
          setTenant(connection, scope);
          return work.on(connection);
        });
  }

  /**
   * Runs plain JDBC work on the connection of the {@link #call} that this thread is in, so that
   * both commit together or not at all.
   */
  public <T> T within(final Scope scope, final SqlWork<T> work) {
    if (!CURRENT.isBound() || !QuarkusTransaction.isActive()) {
      throw new IllegalStateException("There is no transaction to work within");
    }
    requireSameTenant(scope);
    entities.flush();
    try (Connection connection = dataSource.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Runs something once the {@link #call} that this thread is in has committed. */
  public void afterCommit(final Runnable action) {
    registry.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Only the outcome matters.
          }

          @Override
          public void afterCompletion(final int status) {
            if (status == Status.STATUS_COMMITTED) {
              action.run();
            }
          }
        });
  }

  /** Runs the operator's work on the list of tenants; rows that belong to a tenant stay unseen. */
  public <T> T operator(final SqlWork<T> work) {
    return transact(
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.execute(SET_OPERATOR);
          }
          return work.on(connection);
        });
  }

  /**
   * Runs a look-up made before a tenant is known. No row of a tenant is visible to it: it calls one
   * of the named {@code SECURITY DEFINER} functions.
   */
  public <T> T lookUp(final SqlWork<T> work) {
    return transact(work);
  }

  /** The scope of the transaction that this thread is in. */
  static Scope current() {
    if (!CURRENT.isBound()) {
      throw new IllegalStateException("Hibernate is used outside Transactions: no tenant is set");
    }
    return CURRENT.get();
  }

  /** Quarkus asks for Hibernate's tenant only where a request context is active. */
  private static <T> T inRequest(final Supplier<T> work) {
    final ManagedContext request = Arc.container().requestContext();
    if (request.isActive()) {
      return work.get();
    }
    request.activate();
    try {
      return work.get();
    } finally {
      request.terminate();
    }
  }

  private <T> T inTenant(final Scope scope, final Supplier<T> work) {
    entities
        .createNativeQuery(SET_TENANT_NAMED, String.class)
        .setParameter("tenant", scope.tenant().value())
        .getSingleResult();
    return work.get();
  }

  private <T> T transact(final SqlWork<T> work) {
    schema.requireCurrent();
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        final T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static void setTenant(final Connection connection, final Scope scope)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SET_TENANT)) {
      statement.setString(1, scope.tenant().value());
      statement.execute();
    }
  }

  private static void requireSameTenant(final Scope scope) {
    if (!CURRENT.get().tenant().equals(scope.tenant())) {
      throw new IllegalStateException("A transaction of one tenant may not enter another");
    }
  }
}
