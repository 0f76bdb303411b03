package io.confab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.id.RoomId;
import io.confab.id.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RoomBus} has to keep. */
abstract class RoomBusContract {
  private static final TenantId TENANT = TenantId.random();
  private static final RoomId ROOM = RoomId.random();

  private final List<String> heard = new CopyOnWriteArrayList<>();

  abstract RoomBus bus();

  @Test
  void shouldCarryNoticesInOrder() {
    final List<String> notices = IntStream.range(0, 100).mapToObj(String::valueOf).toList();
    try (RoomBus.Subscription listening = listen(TENANT, ROOM)) {
      notices.forEach(notice -> publish(TENANT, ROOM, notice));

      awaitHeard(100);
      assertThat(heard).isEqualTo(notices);
    }
  }

  @Test
  void shouldKeepRoomsAndTenantsApart() {
    try (RoomBus.Subscription listening = listen(TENANT, ROOM)) {
      publish(TENANT, RoomId.random(), "another room");
      publish(TenantId.random(), ROOM, "another tenant");
      publish(TENANT, ROOM, "mine");

      awaitHeard(1);
      assertThat(heard).containsExactly("mine");
    }
  }

  @Test
  void shouldFallSilentWhenASubscriptionCloses() {
    listen(TENANT, ROOM).close();
    try (RoomBus.Subscription other = listen(TENANT, ROOM)) {
      publish(TENANT, ROOM, "once");

      awaitHeard(1);
      assertThat(heard).containsExactly("once");
    }
  }

  private RoomBus.Subscription listen(final TenantId tenant, final RoomId room) {
    return bus()
        .subscribe(tenant, room, bytes -> heard.add(new String(bytes, StandardCharsets.UTF_8)));
  }

  private void publish(final TenantId tenant, final RoomId room, final String notice) {
    bus().publish(tenant, room, notice.getBytes(StandardCharsets.UTF_8));
  }

  private void awaitHeard(final int count) {
    final long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (heard.size() < count && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
