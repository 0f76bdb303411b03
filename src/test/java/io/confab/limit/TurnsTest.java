package io.confab.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.id.TenantId;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final int EACH = 2;

  private final Turns turns =
      new Turns(
          new SmallRyeConfigBuilder()
              .addDiscoveredConverters()
              .withMapping(Limits.class)
              .withDefaultValue("confab.limits.reads-per-tenant", String.valueOf(EACH))
              .build()
              .getConfigMapping(Limits.class));

  @Test
  void shouldLetOneTenantStormWithoutHoldingUpAnother() throws Exception {
    final TenantId storming = TenantId.random();
    final Semaphore working = new Semaphore(0);
    final CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      final List<Future<Integer>> storm =
          IntStream.range(0, 10)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              turns.take(
                                  storming,
                                  () -> {
                                    working.release();
                                    await(goOn);
                                    return i;
                                  })))
              .toList();
      assertThat(working.tryAcquire(EACH, 30, TimeUnit.SECONDS)).isTrue();

      assertThat(turns.take(TenantId.random(), () -> "calm")).isEqualTo("calm");

      assertThat(working.tryAcquire()).isFalse();
      goOn.countDown();
      for (final Future<Integer> each : storm) {
        assertThat(each.get(30, TimeUnit.SECONDS)).isNotNull();
      }
    }
  }

  private static void await(final CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
