package io.confab.apikey;

import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.confab.support.TestTenant;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** When keys were used last is stored later, by nobody's request and in each tenant's scope. */
@QuarkusTest
class LastUseTest {
  @Inject LastUse lastUse;

  @Test
  void shouldStoreTheUsesOfEachTenantWithThatTenant() {
    final TestTenant one = TestTenant.create();
    final TestTenant other = TestTenant.create();
    one.secretKey("rooms:read");
    for (final TestTenant tenant : new TestTenant[] {one, other}) {
      tenant.asServer().get("/v1/rooms").then().statusCode(200);
    }

    lastUse.store();

    lastUseOf(other, "scopes.size() > 1", notNullValue());
    lastUseOf(one, "scopes.size() > 1", notNullValue());
    lastUseOf(one, "scopes.size() == 1", nullValue());
  }

  private static void lastUseOf(
      final TestTenant tenant, final String which, final org.hamcrest.Matcher<Object> expected) {
    tenant
        .asServer()
        .get("/v1/api-keys")
        .then()
        .statusCode(200)
        .body("data.findAll { it.%s }.lastUsedAt".formatted(which), everyItem(expected));
  }
}
