package io.confab.signaling;

import static io.confab.support.Frames.data;
import static io.confab.support.Frames.join;
import static io.confab.support.Frames.leave;
import static io.confab.support.Frames.roomOf;
import static io.confab.support.Frames.withTracks;
import static io.confab.support.TestSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.protocol.CloseCode;
import io.confab.protocol.ErrorCode;
import io.confab.session.HeldTimers;
import io.confab.support.RawSocket;
import io.confab.support.TestClients;
import io.confab.support.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one connection, one address and one node may have at most. */
@QuarkusTest
@TestProfile(HeldTime.class)
class SocketLimitsTest {
  private static final Duration HELLO_TIMEOUT = Duration.ofSeconds(5);

  @TestHTTPResource("/v1/connect")
  URI server;

  @Inject HeldTimers time;

  private TestClients clients;
  private final List<RawSocket> silent = new ArrayList<>();

  @BeforeEach
  void open() {
    clients = new TestClients(server);
  }

  @AfterEach
  void close() {
    clients.close();
    silent.forEach(RawSocket::close);
  }

  @Test
  void shouldShowWhoSaysNothingTheDoorAndLeaveTheOthersAlone() {
    final TestSocket mute = clients.socket();
    final TestSocket ada = clients.connect("ada");

    time.pass(HELLO_TIMEOUT);

    mute.awaitClose(CloseCode.HELLO_TIMEOUT);
    ada.settle();
  }

  @Test
  void shouldBoundTheSilentSocketsOfOneAddressAndSayWhenToComeBack() {
    final TestSocket ada = clients.connect("ada");
    for (int i = 0; i < HeldTime.SILENT_PER_ADDRESS; i++) {
      silent.add(RawSocket.connect(server));
    }

    final TestSocket oneTooMany = clients.socket();

    assertThat(oneTooMany.awaitClose(CloseCode.TRY_LATER).get("retryAfterMs").asLong())
        .isPositive();
    ada.settle();
    requireAdmittedAgain();
  }

  @Test
  void shouldNotTakeAllWhoComeThroughAProxyForOne() {
    for (int i = 0; i < HeldTime.SILENT_PER_ADDRESS; i++) {
      silent.add(RawSocket.forwarded(server, "203.0.113.7"));
    }

    clients.connect("ada").settle();
    final RawSocket oneTooMany = RawSocket.forwarded(server, "203.0.113.7");
    silent.add(oneTooMany);
    assertThat(oneTooMany.readUntil("error")).contains("try_later");
  }

  @Test
  void shouldBoundTheSilentSocketsOfTheNode() {
    for (int i = 0; i < HeldTime.SILENT; i++) {
      silent.add(RawSocket.connect(server, i % 2 == 0 ? "127.0.0.2" : "127.0.0.3"));
    }

    final TestSocket oneTooMany = clients.socket();

    oneTooMany.awaitClose(CloseCode.TRY_LATER);
    requireAdmittedAgain();
  }

  @Test
  void shouldBoundTheSessionsOfAnIdentity() {
    final String token = clients.token("ada", Map.of());
    final List<TestSocket> sockets = new ArrayList<>();
    for (int i = 0; i < HeldTime.SESSIONS; i++) {
      sockets.add(clients.socket());
      sockets.getLast().hello(token);
    }
    final TestSocket oneTooMany = clients.socket();
    oneTooMany.request(frame("hello").put("token", token));
    assertThat(oneTooMany.awaitClose(CloseCode.TRY_LATER).get("retryAfterMs").asLong())
        .isPositive();
    clients.connect("bob").settle();

    sockets.getFirst().close();
    sockets.getFirst().awaitClose();
    awaitRoomFor(token);
  }

  @Test
  void shouldCountALargeFrameAsSeveral() {
    final TestSocket ada = clients.connect("ada");
    final String room = roomOf(ada.join("hall"));
    final String large = "x".repeat(60_000);
    int passed = 0;
    while (ada.awaitAnswer(ada.request(data(room, large))).path("type").asText().equals("ok")) {
      passed++;
    }

    assertThat(passed).isBetween(5, 20);
    assertThat(ada.isOpen()).isTrue();
  }

  @Test
  void shouldBoundTheRoomsOfAConnection() {
    final TestSocket ada = clients.connect("ada");
    String last = "";
    for (int i = 0; i < HeldTime.ROOMS; i++) {
      last = roomOf(ada.join("room-" + i));
    }

    ada.refused(join("one-too-many"), ErrorCode.QUOTA_EXCEEDED);

    ada.awaitOk(ada.request(leave(last)));
    ada.join("one-too-many");
  }

  @Test
  void shouldRefuseOnePublisherTooManyAndStillLetItIn() {
    final TestSocket ada = clients.connect("ada");
    ada.awaitOk(ada.request(withTracks(join("stage"), "microphone", "camera")));
    final TestSocket bob = clients.connect("bob");

    bob.awaitOk(bob.request(withTracks(join("stage"), "microphone", "camera")));
    final var joined = bob.await("joined");

    assertThat(joined.at("/self/tracks")).hasSize(1);
    bob.refused(
        withTracks(frame("update").put("room", roomOf(joined)), "microphone", "screen"),
        ErrorCode.PUBLISHERS_FULL);
    ada.awaitOk(ada.request(withTracks(frame("update").put("room", roomOf(joined)), "microphone")));
    bob.awaitOk(
        bob.request(
            withTracks(frame("update").put("room", roomOf(joined)), "microphone", "screen")));
  }

  /** The places of those turned away and timed out are free again. */
  /** The end of a session is heard of a moment after its socket's. */
  private void awaitRoomFor(final String token) {
    String type;
    do {
      final TestSocket socket = clients.socket();
      socket.request(frame("hello").put("token", token));
      type = socket.await(List.of("welcome", "error")).path("type").asText();
    } while (!type.equals("welcome"));
  }

  private void requireAdmittedAgain() {
    time.pass(HELLO_TIMEOUT);
    silent.forEach(RawSocket::drain);
    silent.forEach(RawSocket::close);
    silent.clear();
    final String token = clients.token("late", Map.of());
    boolean admitted = false;
    for (int i = 0; i < 1_000 && !admitted; i++) {
      final TestSocket late = clients.socket();
      late.request(frame("hello").put("token", token));
      admitted = late.await(List.of("welcome", "error")).get("type").asText().equals("welcome");
    }
    assertThat(admitted).isTrue();
  }
}
