package io.confab.protocol;

import static io.confab.protocol.HandmadeFrames.fault;
import static io.confab.protocol.HandmadeFrames.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadFramesTest {
  private final MessageCodec codec = new MessageCodec();

  static List<GoldenFrames.Golden> client() {
    return GoldenFrames.of("client");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "true",
        "42",
        "\"hello\"",
        "[]",
        "[{\"type\":\"hello\"}]",
        "hello",
        "{",
        "{]",
        "{\"type\":\"ice.refresh\",\"id\":\"1\"",
        "{\"type\":\"ice.refresh\",\"id\":\"1\",}",
        "{'type':'ice.refresh','id':'1'}",
        "{type:\"ice.refresh\"}",
        "{\"type\":\"ice.refresh\",\"id\":\"1\"} {}",
        "{\"type\":\"ice.refresh\",\"id\":\"1\"}garbage",
        "{\"type\":\"ice.refresh\",\"id\":\"1\",\"id\":\"2\"}",
        "{\"type\":\"ice.refresh\",\"type\":\"hello\",\"id\":\"1\"}",
        "{\"type\":\"report\",\"kind\":\"k\",\"data\":{\"a\":1,\"a\":2}}",
        "{\"type\":\"ice.refresh\",\"id\":\"\\ud8\"}",
        "{\"type\":\"ice.refresh\",\"id\":\"\t\"}",
        "{\"type\":\"report\",\"kind\":\"k\",\"data\":{\"n\":NaN}}",
        "{\"type\":\"report\",\"kind\":\"k\",\"data\":{\"n\":01}}",
        "\ufeff{\"type\":\"ice.refresh\",\"id\":\"1\"}",
        "/* c */{\"type\":\"ice.refresh\",\"id\":\"1\"}",
        "{\"type\":\"ice.refresh\",\"id\":\"\ud83d\"}",
        "{\"type\":\"ice.refresh\",\"id\":\"\ude00\ud83d\"}"
      })
  void whatIsNotOneJsonObjectEndsTheConnection(final String frame) {
    final ProtocolException fault = fault(codec, frame);

    assertThat(fault.close()).contains(CloseCode.PROTOCOL_ERROR);
    assertThat(fault.code()).isEqualTo(ErrorCode.PROTOCOL_ERROR);
    assertThat(fault.getMessage()).endsWith(".");
  }

  @Test
  void sixteenLevelsAreTakenAndSeventeenEndTheConnection() {
    assertThat(codec.decode(report("[".repeat(14) + "1" + "]".repeat(14)))).isNotNull();

    final ProtocolException fault = fault(codec, report("[".repeat(15) + "1" + "]".repeat(15)));
    assertThat(fault.close()).contains(CloseCode.PROTOCOL_ERROR);
    assertThat(fault.getMessage()).contains("16 levels");
  }

  @Test
  void aFrameOfTheLimitIsTakenAndOneByteMoreEndsTheConnection() {
    final String frame = "{\"type\":\"ice.refresh\",\"id\":\"1\"}";
    final String full = frame + " ".repeat(WireLimit.FRAME_BYTES - frame.length());

    assertThat(codec.decode(full)).isEqualTo(new ClientMessage.IceRefresh("1"));
    assertThat(fault(codec, full + " ").close()).contains(CloseCode.FRAME_TOO_LARGE);
    assertThat(fault(codec, full.replaceFirst(" ", "é")).close())
        .contains(CloseCode.FRAME_TOO_LARGE);
  }

  @ParameterizedTest
  @MethodSource("client")
  void nothingButAProtocolExceptionEscapes(final GoldenFrames.Golden golden) {
    final Random random = new Random(golden.name().hashCode());
    for (int i = 0; i < 400; i++) {
      final String frame = mutated(golden.text(), random);
      try {
        assertThat(codec.decode(frame)).isNotNull();
      } catch (final ProtocolException e) {
        assertThat(codec.encode(e.toFrame())).contains("\"code\":\"" + e.code().code() + "\"");
      }
    }
  }

  private static String mutated(final String text, final Random random) {
    final StringBuilder frame = new StringBuilder(text);
    final String alphabet = "{}[]\",:\\ u0019aeE-+.\ud800\u0000\u2028é😀nulltruefalse";
    for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
      final int at = random.nextInt(frame.length());
      switch (random.nextInt(4)) {
        case 0 -> frame.deleteCharAt(at);
        case 1 -> frame.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
        case 2 -> frame.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
        default -> frame.insert(at, text, 0, random.nextInt(text.length()));
      }
      if (frame.isEmpty()) {
        frame.append('{');
      }
    }
    return frame.toString();
  }
}
