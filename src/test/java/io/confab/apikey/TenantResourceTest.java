package io.confab.apikey;

import static io.confab.support.TestTenant.OPERATOR_KEY;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.confab.support.TestTenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TenantResourceTest {

  @Test
  void shouldMakeReadRenameAndListTenants() {
    final String location =
        operator()
            .body(Map.of("name", "Shop"))
            .post("/v1/tenants")
            .then()
            .statusCode(201)
            .header("Location", startsWith("/v1/tenants/ten_"))
            .header("Request-Id", startsWith("req_"))
            .body("suspended", equalTo(false))
            .extract()
            .header("Location");
    final String etag = operator().get(location).then().statusCode(200).extract().header("ETag");

    operator()
        .header("If-Match", etag)
        .body(Map.of("name", "Bigger shop"))
        .patch(location)
        .then()
        .statusCode(200)
        .body("name", equalTo("Bigger shop"));
    problem(
        operator().header("If-Match", etag).body(Map.of("name", "Late")).patch(location),
        412,
        "precondition_failed");
    operator().get("/v1/tenants").then().statusCode(200).body("data.name", hasItem("Bigger shop"));
  }

  @Test
  void shouldPageThroughEveryTenantOnce() {
    for (int i = 0; i < 5; i++) {
      TestTenant.create();
    }
    final List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      final RequestSpecification request = operator().queryParam("limit", 2);
      final ValidatableResponse page =
          (cursor == null ? request : request.queryParam("cursor", cursor))
              .get("/v1/tenants")
              .then()
              .statusCode(200);
      seen.addAll(page.extract().path("data.id"));
      cursor = page.extract().path("nextCursor");
    } while (cursor != null);

    assertThat(seen).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
  }

  @Test
  void shouldRefuseTheKeysOfASuspendedTenantUntilItIsResumed() {
    final TestTenant tenant = TestTenant.create();
    final String path = "/v1/tenants/" + tenant.id();
    final String key = tenant.secretKey("keys:manage");

    operator()
        .body(Map.of("suspended", true))
        .patch(path)
        .then()
        .body("suspendedAt", notNullValue());
    problem(TestTenant.as(key).get("/v1/api-keys"), 403, "tenant_suspended");

    operator().body(Map.of("suspended", false)).patch(path).then().body("suspendedAt", nullValue());
  }

  @Test
  void shouldBeClosedToEverybodyElse() {
    final TestTenant tenant = TestTenant.create();

    problem(given().get("/v1/tenants"), 401, "unauthorized");
    problem(TestTenant.as("wrong").get("/v1/tenants"), 401, "unauthorized");
    problem(tenant.asServer().get("/v1/tenants"), 403, "forbidden");
    problem(tenant.asServer().get("/v1/tenants/" + tenant.id()), 403, "forbidden");
  }

  @Test
  void shouldOpenTenantsAndKeysOnceForAStartLink() {
    final String code =
        operator().post("/v1/start-links").then().statusCode(201).extract().path("code");
    final String token =
        given()
            .contentType("application/json")
            .body(Map.of("code", code))
            .post("/v1/start-links/exchange")
            .then()
            .statusCode(200)
            .extract()
            .path("token");

    final String tenant =
        TestTenant.as(token)
            .body(Map.of("name", "First"))
            .post("/v1/tenants")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    TestTenant.as(token)
        .header("Confab-Tenant", tenant)
        .body(Map.of("kind", "secret"))
        .post("/v1/api-keys")
        .then()
        .statusCode(201);
    problem(TestTenant.as(token).post("/v1/start-links"), 403, "forbidden");
    problem(
        TestTenant.as(token).body(Map.of("suspended", true)).patch("/v1/tenants/" + tenant),
        403,
        "forbidden");
    problem(
        given()
            .contentType("application/json")
            .body(Map.of("code", code))
            .post("/v1/start-links/exchange"),
        401,
        "unauthorized");
    problem(TestTenant.as(token.replaceFirst(".$", "!")).get("/v1/tenants"), 401, "unauthorized");
  }

  private static RequestSpecification operator() {
    return TestTenant.as(OPERATOR_KEY);
  }

  private static void problem(
      final io.restassured.response.Response answer, final int status, final String code) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("type", equalTo("/docs/errors/" + code))
        .body("requestId", startsWith("req_"));
  }
}
