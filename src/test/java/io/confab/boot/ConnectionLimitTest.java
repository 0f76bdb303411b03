package io.confab.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.limit.Limits;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConnectionLimitTest {
  @Inject VertxHttpConfig http;
  @Inject Limits limits;

  @Test
  void leavesRoomBesideTheSockets() {
    assertThat(http.limits().maxConnections()).hasValue(limits.sockets() / 3 * 4);
  }

  @Test
  void followsTheLimitOfSockets() {
    final SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withDefaultValue("confab.limits.sockets", "30000")
            .withSources(new ConnectionLimit())
            .build();

    assertThat(config.getValue("quarkus.http.limits.max-connections", int.class)).isEqualTo(40_000);
  }
}
