package io.confab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodesTest {
  @ParameterizedTest
  @EnumSource
  void anErrorCodeSpeaksInSentences(final ErrorCode code) {
    assertThat(code.text()).matches("[A-Z].*\\.");
    assertThat(code.hint()).matches("[A-Z].*\\.");
    assertThat(code.httpStatus()).isBetween(400, 599);
    assertThat(ErrorCode.of(code.code())).isEqualTo(code);
  }

  @ParameterizedTest
  @EnumSource
  void aCloseCodeFollowsTheNumericRule(final CloseCode close) {
    final int code = close.code();
    final boolean comeBack = code >= 4400 && code <= 4449 || code == 1012 || code == 1013;
    assertThat(close.comeBack()).isEqualTo(comeBack);
    assertThat(code >= 4500 && code <= 4549 || code < 1012).isEqualTo(!comeBack);
  }

  @ParameterizedTest
  @EnumSource
  void aCloseByTheServerHasAnErrorOfTheSameName(final CloseCode close) {
    assertThat(close.error().map(ErrorCode::code))
        .isEqualTo(
            close.code() <= 1001
                ? java.util.Optional.empty()
                : java.util.Optional.of(close.reason()));
    assertThat(close.reason()).hasSizeLessThan(123);
  }
}
