package io.confab.apikey;

import static io.confab.support.TestTenant.OPERATOR_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.confab.apikey.IdempotentRequests.Claim;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.support.TestTenant;
import io.confab.tenant.Scope;
import io.confab.tenant.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencyTest {
  private static final Map<String, Object> BODY = Map.of("kind", "secret", "name", "once");

  @Inject IdempotentRequests requests;
  @Inject IdempotencySweep sweep;
  @Inject Transactions transactions;

  private final String idempotencyKey = UUID.randomUUID().toString();
  private TestTenant tenant;

  @BeforeEach
  void makeTenant() {
    tenant = TestTenant.create();
  }

  @Test
  void shouldGiveARepeatedRequestTheFirstAnswer() {
    final Response first = post(BODY);
    final Response second = post(BODY);

    first.then().statusCode(201);
    second
        .then()
        .statusCode(201)
        .header("Location", equalTo(first.header("Location")))
        .header("ETag", equalTo(first.header("ETag")))
        .header("Idempotency-Replayed", equalTo("true"));
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(named("once")).hasSize(1);
  }

  @Test
  void shouldKeepSecretsSealed() {
    final String secret = post(BODY).path("key");

    final String stored =
        transactions.jdbc(
            scope(),
            connection -> {
              try (Statement query = connection.createStatement();
                  ResultSet row =
                      query.executeQuery(
                          "select sealed_body, headers::text from idempotent_request")) {
                row.next();
                return new String(row.getBytes(1), StandardCharsets.ISO_8859_1) + row.getString(2);
              }
            });

    assertThat(stored).doesNotContain(secret).doesNotContain("cfb_sk_").contains("/v1/api-keys/");
  }

  @Test
  void shouldRefuseAnotherRequestUnderTheSameKey() {
    post(BODY).then().statusCode(201);

    post(Map.of("kind", "secret", "name", "other"))
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_reused"));
  }

  @Test
  void shouldSayThatTheFirstIsStillAtWork() {
    final IdempotentCall call = call();
    assertThat(requests.begin(call)).isInstanceOf(Claim.class);

    assertThatThrownBy(() -> requests.begin(call))
        .isInstanceOfSatisfying(
            ApiException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.IDEMPOTENCY_IN_PROGRESS);
              assertThat(refused.retryAfter()).isPresent();
            });
  }

  @Test
  void shouldTakeOverWhatADeadNodeLeft() {
    final IdempotentCall call = call();
    requests.begin(call);
    age("61 seconds");

    assertThat(requests.begin(call)).isInstanceOf(Claim.class);
  }

  @Test
  void shouldKeepAnAttemptThatWasTakenOverFromEndingTheOneThatTookItOver() {
    final IdempotentCall call = call();
    final Claim slow = (Claim) requests.begin(call);
    age("61 seconds");
    final Claim second = (Claim) requests.begin(call);

    requests.abandon(slow);
    requests.finish(slow, answer("slow"));
    assertThat(rows(scope())).isEqualTo(1);
    requests.finish(second, answer("second"));

    assertThat(requests.begin(call))
        .isInstanceOfSatisfying(
            StoredAnswer.class, kept -> assertThat(kept.body()).asString().isEqualTo("second"));
  }

  @Test
  void shouldLetAFailedRequestBeMendedUnderTheSameKey() {
    post(Map.of("kind", "secret", "scopes", List.of())).then().statusCode(400);

    post(BODY).then().statusCode(201);
  }

  @Test
  void shouldKeepTheKeysOfCallersAndTenantsApart() {
    final TestTenant other = TestTenant.create();
    final String manager =
        tenant
            .asServer()
            .body(Map.of("kind", "secret", "scopes", List.of("keys:manage", "rooms:read")))
            .post("/v1/api-keys")
            .path("key");
    final String first = post(BODY).path("id");

    final String otherTenant =
        TestTenant.as(other.secretKey())
            .header("Idempotency-Key", idempotencyKey)
            .body(BODY)
            .post("/v1/api-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    final String otherCaller =
        TestTenant.as(manager)
            .header("Idempotency-Key", idempotencyKey)
            .body(BODY)
            .post("/v1/api-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    assertThat(List.of(first, otherTenant, otherCaller)).doesNotHaveDuplicates();
  }

  @Test
  void shouldMakeATenantOnce() {
    final String first = newTenant().then().statusCode(201).extract().path("id");
    final String second = newTenant().then().statusCode(201).extract().path("id");

    assertThat(second).isEqualTo(first);
  }

  @Test
  void shouldForgetAfterADayEachTenantInItsOwnScope() {
    final TestTenant other = TestTenant.create();
    post(BODY).then().statusCode(201);
    age("25 hours");
    TestTenant.as(other.secretKey())
        .header("Idempotency-Key", idempotencyKey)
        .body(BODY)
        .post("/v1/api-keys")
        .then()
        .statusCode(201);

    sweep.sweep();

    assertThat(rows(scope())).isZero();
    assertThat(rows(new Scope(other.id(), "test"))).isEqualTo(1);
  }

  private Response post(final Map<String, ?> body) {
    return tenant
        .asServer()
        .header("Idempotency-Key", idempotencyKey)
        .body(body)
        .post("/v1/api-keys");
  }

  private Response newTenant() {
    return TestTenant.as(OPERATOR_KEY)
        .header("Idempotency-Key", idempotencyKey)
        .body(Map.of("name", "once"))
        .post("/v1/tenants");
  }

  private List<String> named(final String name) {
    final List<String> names = tenant.asServer().get("/v1/api-keys").path("data.name");
    return names.stream().filter(name::equals).toList();
  }

  private IdempotentCall call() {
    return new IdempotentCall(Optional.of(scope()), "test", idempotencyKey, new byte[] {1});
  }

  private static StoredAnswer answer(final String body) {
    return new StoredAnswer(201, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private void age(final String interval) {
    transactions.jdbc(
        scope(),
        connection -> {
          try (Statement update = connection.createStatement()) {
            return update.executeUpdate(
                "update idempotent_request set created_at = created_at - interval '%s'"
                    .formatted(interval));
          }
        });
  }

  private long rows(final Scope scope) {
    return transactions.jdbc(
        scope,
        connection -> {
          try (Statement query = connection.createStatement();
              ResultSet row = query.executeQuery("select count(*) from idempotent_request")) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  private Scope scope() {
    return new Scope(tenant.id(), "test");
  }
}
