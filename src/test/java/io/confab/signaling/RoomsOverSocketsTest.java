package io.confab.signaling;

import static io.confab.support.TestSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.support.TestSocket;
import io.confab.support.TestTenant;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RoomsOverSocketsTest {
  @TestHTTPResource("/v1/connect")
  URI server;

  private TestTenant tenant;

  @BeforeEach
  void makeTenant() {
    tenant = TestTenant.create();
  }

  @Test
  void shouldShowANewcomerWhoIsThereAndTheOthersTheNewcomer() {
    try (TestSocket alice = join("alice");
        TestSocket bob = connect("bob")) {
      final JsonNode joined = bob.join("standup");

      assertThat(joined.at("/participants/0/identity").asText()).isEqualTo("alice");
      assertThat(joined.at("/self/identity").asText()).isEqualTo("bob");
      assertThat(joined.at("/room/name").asText()).isEqualTo("standup");
      final JsonNode presence = awaitJoined(alice, "bob");
      assertThat(presence.at("/joined/0/id")).isEqualTo(joined.at("/self/id"));
    }
  }

  @Test
  void shouldRelaySignalsWordForWordFromWhomTheyReallyCome() {
    try (TestSocket alice = connect("alice");
        TestSocket bob = connect("bob")) {
      final JsonNode aliceIn = alice.join("standup");
      final JsonNode bobIn = bob.join("standup");

      for (int i = 0; i < 10; i++) {
        bob.send(signal(bobIn, aliceIn.get("self")).set("payload", payload(i)).toString());
      }

      for (int i = 0; i < 10; i++) {
        final JsonNode signal = alice.await("signal");
        assertThat(signal.get("from")).isEqualTo(bobIn.at("/self/id"));
        assertThat(signal.get("incarnation")).isEqualTo(bobIn.at("/self/incarnation"));
        assertThat(signal.get("payload")).isEqualTo(payload(i));
        assertThat(signal.get("n").asInt()).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void shouldTellTheSenderThatAnIncarnationIsGone() {
    try (TestSocket alice = connect("alice");
        TestSocket bob = connect("bob")) {
      final JsonNode before = alice.join("standup").get("self");
      final String room = bob.join("standup").at("/room/id").asText();
      alice.awaitOk(alice.request(frame("leave").put("room", room)));
      alice.join("standup");

      final String id = bob.request(to(room, before).set("payload", payload(1)));

      final JsonNode error = bob.awaitError(id);
      assertThat(error.get("code").asText()).isEqualTo("peer_unreachable");
      assertThat(error.get("to")).isEqualTo(before.get("id"));
      assertThat(error.get("incarnation")).isEqualTo(before.get("incarnation"));
    }
  }

  @Test
  void shouldHandleAJoinAndTenSignalsSentTogetherInTheirOrder() {
    try (TestSocket alice = connect("alice");
        TestSocket bob = connect("bob")) {
      final JsonNode aliceIn = alice.join("standup");
      final String room = aliceIn.at("/room/id").asText();
      final List<ObjectNode> frames =
          new java.util.ArrayList<>(List.of(frame("join").put("id", "j").put("room", "standup")));
      IntStream.range(0, 10)
          .forEach(i -> frames.add(to(room, aliceIn.get("self")).set("payload", payload(i))));

      bob.sendTogether(frames);

      bob.awaitOk("j");
      for (int i = 0; i < 10; i++) {
        assertThat(alice.await("signal").get("payload")).isEqualTo(payload(i));
      }
    }
  }

  @Test
  void shouldAcknowledgeChatOnceStoredAndShowItToAllInOneOrder() {
    try (TestSocket alice = connect("alice");
        TestSocket bob = connect("bob")) {
      final String room = alice.join("standup").at("/room/id").asText();
      bob.join("standup");

      final JsonNode stored = alice.awaitOk(alice.request(chat(room, "c1", "hello")));

      final JsonNode event = bob.awaitEvent("message.created");
      assertThat(event.at("/data/text").asText()).isEqualTo("hello");
      assertThat(event.get("seq")).isEqualTo(stored.at("/data/seq"));
      assertThat(event.at("/data/messageId")).isEqualTo(stored.at("/data/messageId"));
      assertThat(alice.awaitEvent("message.created")).isEqualTo(event);
      final JsonNode again = alice.awaitOk(alice.request(chat(room, "c1", "hello")));
      assertThat(again.get("data")).isEqualTo(stored.get("data"));
    }
  }

  @Test
  void shouldReplaceTheOlderJoinOfAnIdentityAndKeepItsSocket() {
    try (TestSocket first = join("alice");
        TestSocket second = connect("alice")) {
      second.join("standup");

      assertThat(first.await("left").get("reason").asText()).isEqualTo("replaced");
      first.settle();
      assertThat(first.isOpen()).isTrue();
    }
  }

  @Test
  void shouldTellTheOthersAtOnceWhoLeaves() {
    try (TestSocket alice = join("alice")) {
      final TestSocket bob = join("bob");
      awaitJoined(alice, "bob");

      bob.close();

      final JsonNode presence = alice.await("presence", frame -> frame.has("left"));
      assertThat(presence.at("/left/0/identity").asText()).isEqualTo("bob");
      assertThat(presence.at("/left/0/reason").asText()).isEqualTo("left");
      assertThat(alice.awaitEvent("participant.left").at("/data/identity").asText())
          .isEqualTo("bob");
    }
  }

  @Test
  void shouldShowALostSocketAsReconnecting() {
    try (TestSocket alice = join("alice")) {
      final TestSocket bob = join("bob");
      awaitJoined(alice, "bob");

      bob.abort();

      final JsonNode presence = alice.await("presence", frame -> frame.has("updated"));
      assertThat(presence.at("/updated/0/identity").asText()).isEqualTo("bob");
      assertThat(presence.at("/updated/0/state").asText()).isEqualTo("reconnecting");
    }
  }

  @Test
  void shouldLeaveNobodyBehindWhoGoesWhileTheJoinIsDecided() {
    try (TestSocket alice = join("alice")) {
      for (int i = 0; i < 20; i++) {
        final TestSocket passerBy = connect("passer-by-" + i);
        passerBy.request(frame("join").put("room", "standup"));
        passerBy.close();
      }

      assertThatEventuallyOnly("alice");
    }
  }

  @Test
  void shouldNeverLetASnapshotCrossTheEntriesThatFollow() {
    try (TestSocket writer = connect("writer")) {
      final String room = writer.join("standup").at("/room/id").asText();
      for (int i = 0; i < 30; i++) {
        final String id = "m" + i;
        writer.request(chat(room, id, "message " + i));
        try (TestSocket reader = connect("reader-" + i)) {
          final JsonNode joined = reader.join("standup");
          final long head = seqOf(joined.get("cursor").asText());
          final JsonNode first = reader.await("event").get("event");
          assertThat(first.get("seq").asLong()).isEqualTo(head + 1);
        }
        writer.awaitEvent("message.created");
      }
    }
  }

  private TestSocket connect(final String identity) {
    final TestSocket socket = TestSocket.connect(server);
    socket.hello(
        tenant.token(
            Map.of(
                "identity", identity,
                "rooms", List.of("*"),
                "grants", Map.of("create", true))));
    return socket;
  }

  private TestSocket join(final String identity) {
    final TestSocket socket = connect(identity);
    socket.join("standup");
    return socket;
  }

  /** Waits until nobody else is listed over REST. */
  private void assertThatEventuallyOnly(final String identity) {
    final long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    List<String> present;
    do {
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      present =
          tenant
              .asServer()
              .get("/v1/rooms/standup/participants")
              .then()
              .statusCode(200)
              .extract()
              .path("data.identity");
    } while (!present.equals(List.of(identity)) && System.nanoTime() < end);
    assertThat(present).containsExactly(identity);
  }

  private static JsonNode awaitJoined(final TestSocket socket, final String identity) {
    return socket.await(
        "presence", frame -> frame.at("/joined/0/identity").asText().equals(identity));
  }

  private static ObjectNode signal(final JsonNode joined, final JsonNode peer) {
    return to(joined.at("/room/id").asText(), peer);
  }

  private static ObjectNode to(final String room, final JsonNode peer) {
    return frame("signal")
        .put("room", room)
        .put("to", peer.get("id").asText())
        .put("incarnation", peer.get("incarnation").asLong());
  }

  private static ObjectNode payload(final int number) {
    return frame("anything").put("number", number).put("text", "ünïcode \"quoted\"");
  }

  private static ObjectNode chat(final String room, final String clientId, final String text) {
    return frame("chat.send").put("room", room).put("clientId", clientId).put("text", text);
  }

  private static long seqOf(final String cursor) {
    return io.confab.event.Cursor.parse(cursor).orElseThrow().seq();
  }
}
