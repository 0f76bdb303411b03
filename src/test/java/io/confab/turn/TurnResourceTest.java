package io.confab.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.confab.support.TestTenant;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What a server without a relay says. */
@QuarkusTest
class TurnResourceTest {
  @Test
  void withoutARelayTheAnswerSaysSo() {
    TestTenant.create()
        .asServer()
        .body("{}")
        .post("/v1/turn/credentials")
        .then()
        .statusCode(200)
        .body("turn", equalTo(false))
        .body("iceServers", hasSize(0))
        .body("", not(hasKey("expiresAt")));
  }

  @Test
  void mintingTakesItsScope() {
    final String key = TestTenant.create().secretKey("rooms:read");

    assertThat(TestTenant.as(key).body("{}").post("/v1/turn/credentials").statusCode())
        .isEqualTo(403);
  }
}
