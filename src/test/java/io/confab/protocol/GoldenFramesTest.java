package io.confab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.protocol.GoldenFrames.Golden;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenFramesTest {
  private final MessageCodec codec = new MessageCodec();
  private final JsonMapper json = FrameJson.mapper();

  static List<Golden> client() {
    return GoldenFrames.of("client");
  }

  static List<Golden> server() {
    return GoldenFrames.of("server");
  }

  /** Encoding states the defaults that a client may leave out; so it holds more, never less. */
  @ParameterizedTest
  @MethodSource("client")
  void aClientFrameKeepsEveryFieldAndReadsBack(final Golden golden) throws Exception {
    final JsonNode sent = json.readTree(golden.text());
    final ObjectNode written = written(codec.decode(golden.text()));
    written.set("type", sent.get("type")); // last: where it stands does not matter

    sent.properties()
        .forEach(field -> assertThat(written.get(field.getKey())).isEqualTo(field.getValue()));
    assertThat(written(codec.decode(written.toString())))
        .isEqualTo(written(codec.decode(golden.text())));
  }

  @ParameterizedTest
  @MethodSource("server")
  void aServerFrameReadsAndWritesTheSame(final Golden golden) throws Exception {
    final String written = codec.encode(ServerFrames.decode(golden.text()));

    assertThat(json.readTree(written)).isEqualTo(json.readTree(golden.text()));
    assertThat(written).startsWith("{\"type\":\"");
  }

  @Test
  void everyClientTypeHasAnExampleNamedAfterIt() {
    final Set<String> types = new TreeSet<>(FrameTypes.CLIENT.keySet());
    types.addAll(FrameTypes.RESERVED);
    assertThat(typesOf(client(), "client.")).isEqualTo(types);
  }

  @Test
  void everyServerTypeHasAnExampleNamedAfterIt() {
    assertThat(typesOf(server(), "server.")).isEqualTo(new TreeSet<>(FrameTypes.SERVER.keySet()));
  }

  @Test
  void everyEventTypeOfTheTableHasAnExample() {
    final Set<String> types =
        server().stream()
            .map(golden -> ServerFrames.decode(golden.text()))
            .filter(ServerMessage.Event.class::isInstance)
            .map(message -> ((ServerMessage.Event) message).event().type())
            .collect(Collectors.toSet());
    assertThat(types)
        .contains("participant.joined", "participant.left", "message.created", "message.edited")
        .contains("message.deleted", "message.reacted", "room.created", "room.updated")
        .contains("room.started", "room.ended", "room.deleted");
  }

  private ObjectNode written(final ClientMessage message) throws JsonProcessingException {
    return (ObjectNode) json.readTree(json.writeValueAsString(message));
  }

  private static Set<String> typesOf(final List<Golden> goldens, final String prefix) {
    return goldens.stream()
        .map(
            golden -> {
              final String type = Envelope.of(golden.text(), new JsonFactory()).type();
              assertThat(golden.isOf(prefix + type)).as(golden.name()).isTrue();
              return type;
            })
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
