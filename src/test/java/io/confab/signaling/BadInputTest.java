package io.confab.signaling;

import static io.confab.support.Frames.chat;
import static io.confab.support.Frames.roomOf;
import static io.confab.support.TestClients.awaitGone;
import static io.confab.support.TestClients.awaitJoined;
import static io.confab.support.TestClients.awaitLeft;
import static io.confab.support.TestClients.awaitUpdated;
import static io.confab.support.TestSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.protocol.CloseCode;
import io.confab.protocol.ErrorCode;
import io.confab.support.RawSocket;
import io.confab.support.TestClients;
import io.confab.support.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever one connection sends, the others of its room do not feel it. */
@QuarkusTest
class BadInputTest {
  private static final int FAR_TOO_MANY = 20_000;

  @TestHTTPResource("/v1/connect")
  URI server;

  private TestClients clients;
  private TestSocket alice;
  private TestSocket mallory;
  private String room;

  @BeforeEach
  void enter() {
    clients = new TestClients(server);
    alice = clients.connect("alice");
    room = roomOf(alice.join("standup"));
    mallory = clients.join("mallory", "standup");
    awaitJoined(alice, "mallory");
  }

  @AfterEach
  void leave() {
    clients.close();
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("{\"type\":", CloseCode.PROTOCOL_ERROR),
        Arguments.of("hello", CloseCode.PROTOCOL_ERROR),
        Arguments.of("[{\"type\":\"hello\"}]", CloseCode.PROTOCOL_ERROR),
        Arguments.of("{\"type\":\"leave\"} {\"type\":\"leave\"}", CloseCode.PROTOCOL_ERROR),
        Arguments.of(
            "{\"type\":\"report\",\"kind\":\"a\",\"kind\":\"b\",\"data\":{}}",
            CloseCode.PROTOCOL_ERROR),
        Arguments.of(
            "{\"type\":\"report\",\"kind\":\"a\",\"data\":{\"x\":1,\"x\":2}}",
            CloseCode.PROTOCOL_ERROR),
        Arguments.of(
            "{\"type\":\"report\",\"kind\":\"a\",\"data\":"
                + "{\"a\":".repeat(20)
                + "1"
                + "}".repeat(21),
            CloseCode.PROTOCOL_ERROR),
        Arguments.of(large(70_000), CloseCode.FRAME_TOO_LARGE),
        Arguments.of(large(120_000), CloseCode.FRAME_TOO_LARGE));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void shouldCloseOnWhatCannotBeRead(final String text, final CloseCode expected) {
    mallory.send(text);

    mallory.awaitClose(expected);
    assertThat(awaitLeft(alice, "mallory").get("reason").asText()).isEqualTo("left");
    requireUndisturbed();
  }

  @Test
  void shouldCloseOnABinaryMessage() {
    mallory.sendBinary(new byte[] {1, 2, 3});

    mallory.awaitClose(CloseCode.PROTOCOL_ERROR);
    awaitLeft(alice, "mallory");
    requireUndisturbed();
  }

  @Test
  void shouldSurviveAFrameBeyondEveryLimit() {
    try (RawSocket raw = RawSocket.connect(server)) {
      raw.send(frame("hello").put("id", "1").put("token", token("oscar")).toString());
      raw.readUntil("ok");
      raw.send(frame("join").put("id", "2").put("room", "standup").toString());
      raw.readUntil("joined");
      awaitJoined(alice, "oscar");

      raw.send(large(200_000));

      raw.drain();
      awaitGone(alice, "oscar");
    }
    requireUndisturbed();
  }

  static Stream<Arguments> wrong() {
    final String room = "\"room\":\"rm_3cl00l2TYxyDcNdT4T80Yn\"";
    return Stream.of(
        Arguments.of("{\"id\":\"x\",\"type\":\"call.me\"}", ErrorCode.UNKNOWN_TYPE, "type"),
        Arguments.of("{\"id\":\"x\"}", ErrorCode.INVALID_FRAME, "type"),
        Arguments.of("{\"id\":\"x\",\"type\":7}", ErrorCode.INVALID_FRAME, "type"),
        Arguments.of(
            "{\"id\":\"x\",\"type\":\"join\",\"room\":\"a\",\"as\":\"b\"}",
            ErrorCode.INVALID_FRAME,
            "as"),
        Arguments.of(
            "{\"id\":\"x\",\"type\":\"join\",\"room\":{}}", ErrorCode.INVALID_FRAME, "room"),
        Arguments.of(
            "{\"id\":\"x\",\"type\":\"chat.read\"," + room + ",\"seq\":\"1\"}",
            ErrorCode.INVALID_FRAME,
            "seq"),
        Arguments.of(
            "{\"id\":\"x\",\"type\":\"update\","
                + room
                + ",\"tracks\":[{\"name\":\"m\",\"source\":\"nose\",\"stream\":\"s\","
                + "\"muted\":false}]}",
            ErrorCode.INVALID_FRAME,
            "tracks[0].source"),
        Arguments.of(
            "{\"id\":\"x\",\"type\":\"leave\",\"room\":\"standup\"}",
            ErrorCode.INVALID_FRAME,
            "room"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void shouldRefuseAFrameAndNameTheFieldAtFault(
      final String text, final ErrorCode expected, final String path) {
    mallory.send(text);

    final JsonNode error = mallory.awaitError("x");
    assertThat(error.path("code").asText()).isEqualTo(expected.code());
    assertThat(error.path("path").asText()).isEqualTo(path);
    assertThat(error.path("retryable").asBoolean()).isFalse();
    assertThat(error.path("docs").asText()).isEqualTo("/docs/errors/" + expected.code());
    mallory.settle();
    requireUndisturbed();
  }

  @Test
  void shouldRefuseARequestWithoutAnId() {
    mallory.send("{\"type\":\"ice.refresh\"}");

    final JsonNode error = mallory.await("error");
    assertThat(error.path("path").asText()).isEqualTo("id");
    assertThat(error.has("id")).isFalse();
    mallory.settle();
  }

  @Test
  void shouldSlowDownWhoSendsTooFastAndShowTheDoorToWhoGoesOn() {
    final String report = frame("report").put("kind", "noise").set("data", frame("x")).toString();
    flood(report, "rate_limited");
    final JsonNode limited =
        mallory.await("error", frame -> frame.path("code").asText().equals("rate_limited"));
    assertThat(limited.path("retryAfterMs").asLong()).isPositive();
    assertThat(limited.path("retryable").asBoolean()).isTrue();

    flood(report, null);

    assertThat(mallory.awaitClose().code()).isEqualTo(CloseCode.RATE_LIMITED.code());
    assertThat(awaitUpdated(alice, "mallory").get("state").asText()).isEqualTo("reconnecting");
    requireUndisturbed();
  }

  @Test
  void shouldCountBadFramesLikeGoodOnes() {
    flood("{\"type\":\"call.me\"}", null);

    assertThat(mallory.awaitClose().code()).isEqualTo(CloseCode.RATE_LIMITED.code());
    requireUndisturbed();
  }

  @Test
  void shouldAnswerWhatIsReservedAsNotSupported() {
    for (final String type :
        new String[] {"call.invite", "call.accept", "call.decline", "call.cancel", "moderate"}) {
      mallory.refused(frame(type).put("anything", "goes"), ErrorCode.NOT_SUPPORTED);
    }
    mallory.settle();
  }

  /** Sends until an error of this code has come or, without one, until the socket is closed. */
  private void flood(final String text, final String until) {
    for (int i = 0; i < FAR_TOO_MANY && mallory.isOpen(); i++) {
      try {
        mallory.send(text);
      } catch (RuntimeException closed) {
        return;
      }
      if (until != null
          && mallory.rest().stream().anyMatch(frame -> frame.path("code").asText().equals(until))) {
        return;
      }
    }
  }

  private void requireUndisturbed() {
    assertThat(alice.isOpen()).isTrue();
    try (TestSocket bob = clients.join("bob", "standup")) {
      awaitJoined(alice, "bob");
      alice.awaitOk(alice.request(chat(room, "c1", "still here")));
      assertThat(bob.awaitEvent("message.created").at("/data/text").asText())
          .isEqualTo("still here");
    }
  }

  private String token(final String identity) {
    return clients.token(identity, Map.of());
  }

  private static String large(final int chars) {
    return frame("report")
        .put("kind", "k")
        .set("data", frame("x").put("a", "x".repeat(chars)))
        .toString();
  }
}
