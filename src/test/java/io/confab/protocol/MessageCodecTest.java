package io.confab.protocol;

import static io.confab.protocol.HandmadeFrames.ROOM;
import static io.confab.protocol.HandmadeFrames.filled;
import static io.confab.protocol.HandmadeFrames.signal;
import static io.confab.protocol.HandmadeFrames.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
  private final MessageCodec codec = new MessageCodec();

  static List<GoldenFrames.Golden> client() {
    return GoldenFrames.of("client");
  }

  @ParameterizedTest
  @ValueSource(strings = {"call.invite", "call.accept", "call.decline", "call.cancel", "moderate"})
  void aReservedTypeIsTakenWhateverItsFields(final String type) {
    final String frame = "{\"type\":\"" + type + "\",\"id\":\"4\",\"to\":\"agent-7\",\"x\":[{}]}";
    assertThat(codec.decode(frame)).isEqualTo(new ClientMessage.Reserved("4", type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\" : [1, 2.50, -0, 1E5],\n \"b\":{\"c\":\"\\u00e9\\ud800 \\\"}\"}, \"d\":null }",
        "{}",
        "{ }",
        "{\"é😀\":\"日本\"}"
      })
  void aSignalIsRelayedWordForWord(final String payload) {
    final ClientMessage.Signal signal = (ClientMessage.Signal) codec.decode(signal(payload));

    assertThat(signal.payload().text()).isEqualTo(payload);
    assertThat(
            codec.encode(
                new ServerMessage.Signal(signal.room(), signal.to(), 1, 1, signal.payload())))
        .endsWith("\"payload\":" + payload + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "true", "-12.5e3", "\"te\\\"xt\"", "[1, {\"a\":[]}]", "{\"a\":1}"})
  void dataCarriesAnyJsonValue(final String payload) {
    for (final String shape : List.of("'payload':P,'label':'l'", "'label':'l','payload':P")) {
      final String frame = filled("{'type':'data','room':'ROOM'," + shape + "}");
      final ClientMessage message =
          codec.decode(frame.replace("P}", payload + "}").replace("P,", payload + ","));
      assertThat(((ClientMessage.Data) message).payload().text()).isEqualTo(payload);
    }
  }

  @Test
  void aLargeFrameIsSlicedAtTheSamePlaces() {
    final String payload = "{\"sdp\":\"" + "é\\r\\n".repeat(7000) + "\"}";
    final ClientMessage.Signal signal = (ClientMessage.Signal) codec.decode(signal(payload));
    assertThat(signal.payload().text()).isEqualTo(payload);
  }

  @Test
  void nullIsTheSameAsAbsent() {
    final ClientMessage message =
        codec.decode(update("'name':null,'attributes':null,'tracks':null"));
    assertThat(message).isEqualTo(new ClientMessage.Update("u", ROOM, null, null, null));
  }

  @Test
  void anEmptyListIsNotTheSameAsAbsent() {
    final ClientMessage message = codec.decode(update("'attributes':{},'tracks':[]"));
    assertThat(message).isEqualTo(new ClientMessage.Update("u", ROOM, null, Map.of(), List.of()));
  }

  @Test
  void secretsAndTextStayOutOfToString() {
    for (final GoldenFrames.Golden golden : client()) {
      assertThat(codec.decode(golden.text()).toString())
          .doesNotContain("eyJ", "tk1", "sdp", "candidate", "morning", "coffee");
    }
    for (final GoldenFrames.Golden golden : GoldenFrames.of("server")) {
      assertThat(ServerFrames.decode(golden.text()).toString())
          .doesNotContain("eyJ", "tk1", "sdp", "morning", "oldest", "q3m0nDqJ");
    }
  }
}
