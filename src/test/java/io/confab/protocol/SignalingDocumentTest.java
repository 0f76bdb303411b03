package io.confab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The frames that {@code docs/signaling-protocol.md} shows are golden ones, and none is missing.
 */
class SignalingDocumentTest {
  private static final Pattern JSON_BLOCK = Pattern.compile("(?s)```json\n(.*?)```");

  private final JsonMapper json = new JsonMapper();

  @Test
  void everyFrameShownIsGolden() throws IOException {
    final List<JsonNode> golden = new ArrayList<>();
    for (final String direction : List.of("client", "server")) {
      for (final GoldenFrames.Golden frame : GoldenFrames.of(direction)) {
        golden.add(json.readTree(frame.text()));
      }
    }
    final List<JsonNode> shown = shown();
    assertThat(shown).hasSizeGreaterThan(30);
    assertThat(shown).allMatch(frame -> golden.stream().anyMatch(whole -> isShort(frame, whole)));
  }

  @Test
  void everyTypeIsDescribed() throws IOException {
    final String headings =
        String.join("\n", document().lines().filter(line -> line.startsWith("#")).toList());
    assertThat(headings).contains(FrameTypes.CLIENT.keySet()).contains(FrameTypes.SERVER.keySet());
    assertThat(document())
        .contains(FrameTypes.RESERVED.stream().map(type -> "`" + type + "`").toList());
  }

  @Test
  void everyRequestThatNeedsAnIdIsInTheRule() throws IOException {
    final String rule =
        document()
            .lines()
            .filter(line -> line.contains("` need an `id`"))
            .findFirst()
            .orElseThrow();
    GoldenFrames.of("client").stream()
        .map(golden -> Envelope.of(golden.text(), json.getFactory()))
        .filter(envelope -> !FrameTypes.RESERVED.contains(envelope.type()))
        .forEach(
            envelope ->
                assertThat(rule.contains("`" + envelope.type() + "`"))
                    .as(envelope.type())
                    .isEqualTo(needsId(envelope.type())));
  }

  private boolean needsId(final String type) {
    final MessageCodec codec = new MessageCodec();
    final String empty = "{\"type\":\"" + type + "\"}";
    final ProtocolException fault = HandmadeFrames.fault(codec, empty);
    return fault.path().orElseThrow().equals("id");
  }

  /** Whether a value is the golden one, but for texts cut off by an ellipsis. */
  private static boolean isShort(final JsonNode shown, final JsonNode whole) {
    if (shown.isTextual() && shown.textValue().endsWith("…")) {
      return whole.isTextual() && whole.textValue().startsWith(shown.textValue().replace("…", ""));
    }
    if (shown.isObject()) {
      return whole.isObject()
          && shown.size() == whole.size()
          && shown.properties().stream()
              .allMatch(field -> isShort(field.getValue(), whole.path(field.getKey())));
    }
    if (shown.isArray()) {
      return shown.size() == whole.size()
          && IntStream.range(0, shown.size()).allMatch(i -> isShort(shown.get(i), whole.path(i)));
    }
    return shown.equals(whole);
  }

  private List<JsonNode> shown() throws IOException {
    final List<JsonNode> frames = new ArrayList<>();
    final Stream<String> blocks =
        JSON_BLOCK.matcher(document()).results().map(block -> block.group(1));
    for (final String block : blocks.toList()) {
      json.readerFor(JsonNode.class).<JsonNode>readValues(block).forEachRemaining(frames::add);
    }
    return frames;
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("docs", "signaling-protocol.md"));
  }
}
