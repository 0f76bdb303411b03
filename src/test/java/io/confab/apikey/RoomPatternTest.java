package io.confab.apikey;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomPatternTest {
  @ParameterizedTest
  @CsvSource({
    "standup, standup, true",
    "standup, standups, false",
    "standup, stand, false",
    "*, anything, true",
    "desk-*, desk-7, true",
    "desk-*, desk-, true",
    "desk-*, Desk-7, false",
    "*-room, tea-room, true",
    "*-room, tea-rooms, false",
    "a*b*c, abc, true",
    "a*b*c, a-b-b-c, true",
    "a*b*c, acb, false",
    "a**c, abc, true",
    "*ab, aab, true",
    "ab*ba, aba, false",
  })
  void aStarStandsForAnyCharacters(final String pattern, final String name, final boolean meant) {
    assertThat(RoomPattern.of(pattern).matches(name)).isEqualTo(meant);
  }

  /** Patterns come from customers, and a thread that tries for ever is taken from everybody. */
  @Test
  void noPatternIsSlow() {
    final RoomPattern hostile = RoomPattern.of("*a".repeat(31) + "*b");
    final String name = "a".repeat(64);

    assertThat(assertTimeoutPreemptively(ofSeconds(20), () -> hostile.matches(name))).isFalse();
  }
}
