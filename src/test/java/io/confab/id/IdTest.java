package io.confab.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  record Kind(String prefix, Supplier<Object> random, Function<String, Object> of) {
    @Override
    public String toString() {
      return prefix;
    }
  }

  static Stream<Kind> kinds() {
    return Stream.of(
        new Kind("ten_", TenantId::random, TenantId::of),
        new Kind("key_", ApiKeyId::random, ApiKeyId::of),
        new Kind("sgn_", SigningKeyId::random, SigningKeyId::of),
        new Kind("rm_", RoomId::random, RoomId::of),
        new Kind("ses_", SessionId::random, SessionId::of),
        new Kind("par_", ParticipantId::random, ParticipantId::of),
        new Kind("msg_", MessageId::random, MessageId::of),
        new Kind("evt_", EventId::random, EventId::of),
        new Kind("mtg_", MeetingId::random, MeetingId::of));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aRandomIdShowsItsKindAndReadsBack(final Kind kind) {
    final Object id = kind.random().get();

    assertThat(id.toString()).matches(kind.prefix() + "[0-9A-Za-z]{22}");
    assertThat(kind.of().apply(id.toString())).isEqualTo(id);
    assertThat(kind.random().get()).isNotEqualTo(id);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anIdOfAnotherKindIsRefused(final Kind kind) {
    kinds()
        .filter(other -> !other.prefix().equals(kind.prefix()))
        .map(other -> other.random().get().toString())
        .forEach(text -> assertThatIllegalArgumentException().isThrownBy(() -> parse(kind, text)));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "rm_",
        "rm_0123456789abcdefghijk",
        "rm_0123456789abcdefghijklm",
        "rm_0123456789abcdefghijk-",
        "rm_0123456789abcdefghijkä",
        "RM_0123456789abcdefghijkl",
        " rm_0123456789abcdefghijkl"
      })
  void malformedTextIsRefused(final String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> RoomId.of(text));
  }

  @Test
  void theTextIsTheNumberInBaseSixtyTwo() {
    final Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      final byte[] bits = new byte[16];
      random.nextBytes(bits);
      BigInteger value = BigInteger.ZERO;
      for (final char digit : IdText.encode("", bits).toCharArray()) {
        value =
            value.multiply(BigInteger.valueOf(62)).add(BigInteger.valueOf(DIGITS.indexOf(digit)));
      }
      assertThat(value).isEqualTo(new BigInteger(1, bits));
    }
  }

  @Test
  void theLargestNumberStillFits() {
    final byte[] ones = new byte[16];
    Arrays.fill(ones, (byte) 0xff);
    assertThat(IdText.encode("", ones)).hasSize(22).isNotEqualTo(IdText.encode("", new byte[16]));
  }

  @Test
  void aDerivedParticipantDependsOnTheFirst128BitsAlone() {
    final byte[] digest = new byte[32];
    digest[15] = 1;
    final ParticipantId id = ParticipantId.derivedFrom(digest);
    digest[16] = 9;

    assertThat(ParticipantId.derivedFrom(digest)).isEqualTo(id);
    digest[0] = 1;
    assertThat(ParticipantId.derivedFrom(digest)).isNotEqualTo(id);
    assertThatIllegalArgumentException().isThrownBy(() -> ParticipantId.derivedFrom(new byte[15]));
  }

  @Test
  void idsSortAsTheirText() {
    final List<ParticipantId> ids = Stream.generate(ParticipantId::random).limit(50).toList();
    assertThat(ids.stream().sorted())
        .containsExactlyElementsOf(
            ids.stream().sorted(Comparator.comparing(ParticipantId::value)).toList());
  }

  @Test
  void idsDoNotRepeat() {
    final Set<EventId> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(EventId.random())).isTrue();
    }
  }

  @Test
  void jsonHoldsTheTextAlone() throws Exception {
    final ObjectMapper json = new ObjectMapper();
    final RoomId id = RoomId.random();

    assertThat(json.writeValueAsString(Map.of("room", id))).isEqualTo("{\"room\":\"" + id + "\"}");
    assertThat(json.readValue("\"" + id + "\"", RoomId.class)).isEqualTo(id);
  }

  private static Object parse(final Kind kind, final String text) {
    return kind.of().apply(text);
  }
}
