package io.confab.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.support.TestSigner;
import io.confab.support.TestTenant;
import io.confab.tenant.Scope;
import io.confab.tenant.SqlWork;
import io.confab.tenant.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Code that forgets the tenant, in every way that code can: no row of another tenant is touched.
 */
@QuarkusTest
class TenancyWallsTest {
  private static final String ALL = "select count(*) from ";

  @Inject Transactions transactions;
  @Inject EntityManager entities;

  private Scope mine;
  private Scope theirs;
  private String theirKey;

  @BeforeEach
  void makeTwoTenants() {
    final TestTenant own = TestTenant.create();
    final TestTenant other = TestTenant.create();
    for (final TestTenant tenant : List.of(own, other)) {
      TestSigner.registered(tenant, TestSigner.Kind.ES256);
      tenant
          .asServer()
          .header("Idempotency-Key", "one")
          .body(Map.of("kind", "secret"))
          .post("/v1/api-keys")
          .then()
          .statusCode(201);
    }
    mine = new Scope(own.id(), "test");
    theirs = new Scope(other.id(), "test");
    theirKey = other.asServer().get("/v1/api-keys").path("data[0].id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api_key", "signing_key", "idempotent_request", "tenant"})
  void shouldShowNativeSqlTheOwnRowsOnly(final String table) {
    final String tenant = table.equals("tenant") ? "id" : "tenant_id";

    assertThat(count(mine, ALL + table)).isPositive();
    assertThat(count(mine, ALL + table + " where " + tenant + " <> '" + mine.tenant() + "'"))
        .isZero();
    assertThat(count(mine, ALL + table + " where " + tenant + " = '" + theirs.tenant() + "'"))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"api_key", "signing_key", "idempotent_request", "tenant", "operator_request"})
  void shouldShowNobodyAnythingWithoutATenant(final String table) {
    assertThat(transactions.<Long>lookUp(counting(ALL + table))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"api_key", "signing_key", "idempotent_request"})
  void shouldNotUpdateOrDeleteForeignRows(final String table) {
    final long before = count(theirs, ALL + table);

    assertThat(
            update(
                mine,
                "update "
                    + table
                    + " set created_at = now() where tenant_id <> '"
                    + mine.tenant()
                    + "'"))
        .isZero();
    assertThat(update(mine, "delete from " + table + " where tenant_id <> '" + mine.tenant() + "'"))
        .isZero();
    update(mine, "delete from " + table);

    assertThat(count(theirs, ALL + table)).isEqualTo(before);
  }

  @Test
  void shouldNotLetATenantWriteTheListOfTenants() {
    assertThat(update(mine, "update tenant set name = 'taken'")).isZero();
    assertThat(update(mine, "delete from tenant")).isZero();
    assertThatThrownBy(
            () ->
                update(
                    mine,
                    "insert into tenant (id, name, created_at, updated_at) values ('x', 'x', now(), now())"))
        .hasStackTraceContaining("row-level security");
  }

  @Test
  void shouldNotInsertOrMoveRowsIntoAnotherTenant() {
    assertThatThrownBy(
            () ->
                update(
                    mine,
                    "insert into api_key (tenant_id, id, kind, name, created_at) values ('"
                        + theirs.tenant()
                        + "', 'key_x', 'publishable', 'x', now())"))
        .hasStackTraceContaining("row-level security");
    assertThatThrownBy(
            () -> update(mine, "update api_key set tenant_id = '" + theirs.tenant() + "'"))
        .hasStackTraceContaining("row-level security");
  }

  @Test
  void shouldHideForeignRowsFromHibernateInEveryWay() {
    assertThat(transactions.<ApiKey>call(mine, () -> entities.find(ApiKey.class, theirKey)))
        .isNull();
    assertThat(
            transactions.<List<ApiKey>>call(
                mine,
                () ->
                    entities
                        .createQuery("from ApiKey k where k.id = :id", ApiKey.class)
                        .setParameter("id", theirKey)
                        .getResultList()))
        .isEmpty();
    assertThat(
            transactions.<Integer>call(
                mine,
                () ->
                    entities
                        .createQuery("update ApiKey k set k.name = 'taken' where k.id = :id")
                        .setParameter("id", theirKey)
                        .executeUpdate()))
        .isZero();
    assertThat(
            transactions.<Integer>call(
                mine,
                () ->
                    entities
                        .createQuery("delete from ApiKey k where k.id = :id")
                        .setParameter("id", theirKey)
                        .executeUpdate()))
        .isZero();
  }

  @Test
  void shouldNotMergeADetachedForeignRow() {
    final ApiKey stolen = transactions.call(theirs, () -> entities.find(ApiKey.class, theirKey));
    stolen.name = "taken";

    assertThatThrownBy(
            () ->
                transactions.run(
                    mine,
                    () -> {
                      entities.merge(stolen);
                      entities.flush();
                    }))
        .isNotNull();

    assertThat(transactions.<ApiKey>call(theirs, () -> entities.find(ApiKey.class, theirKey)).name)
        .isNotEqualTo("taken");
  }

  @Test
  void shouldForgetTheTenantOfATransactionThatFailed() {
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(() -> update(mine, "select no_such_function()"))
          .isInstanceOf(RuntimeException.class);
      assertThat(transactions.<Long>lookUp(counting(ALL + "api_key"))).isZero();
      assertThat(count(theirs, ALL + "api_key where tenant_id <> '" + theirs.tenant() + "'"))
          .isZero();
    }
  }

  @Test
  void shouldFindKeysBeforeATenantIsKnownThroughTheNamedFunctionsAlone() {
    assertThat(
            transactions.<Long>lookUp(
                counting("select count(*) from find_api_key('" + theirKey + "')")))
        .isEqualTo(1);
    assertThat(transactions.<Long>lookUp(counting("select count(*) from find_api_key('%')")))
        .isZero();
  }

  private long count(final Scope scope, final String sql) {
    return transactions.jdbc(scope, counting(sql));
  }

  private int update(final Scope scope, final String sql) {
    return transactions.jdbc(
        scope,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
          }
        });
  }

  private static SqlWork<Long> counting(final String sql) {
    return connection -> {
      try (Statement query = connection.createStatement();
          ResultSet row = query.executeQuery(sql)) {
        return first(row);
      }
    };
  }

  private static long first(final ResultSet row) throws SQLException {
    row.next();
    return row.getLong(1);
  }
}
