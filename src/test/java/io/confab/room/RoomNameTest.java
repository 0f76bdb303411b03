package io.confab.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "stand-up_1",
        "RM_1",
        "rm",
        "-",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void lettersDigitsAndTwoSignsMakeAName(final String text) {
    assertThat(RoomName.of(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "rm_standup",
        "a b",
        "a/b",
        "café",
        "a\0",
        "desk-*",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void anythingElseIsRefused(final String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> RoomName.of(text));
    assertThat(RoomName.parse(text)).isEmpty();
  }

  @Test
  void aRandomNameCanBeTypedAndNeverRepeats() {
    assertThat(RoomName.random().value()).matches("([a-z2-9]{5}-){3}[a-z2-9]{5}");
    assertThat(RoomName.random()).isNotEqualTo(RoomName.random());
  }
}
