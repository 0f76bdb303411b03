package io.confab.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.id.ApiKeyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTextTest {
  private final ApiKeyText secret = ApiKeyText.mint(ApiKeyId.random());
  private final ApiKeyText publishable = ApiKeyText.publishable(ApiKeyId.random());

  @Test
  void shouldReadWhatItWrote() {
    assertThat(ApiKeyText.parse(secret.text())).contains(secret);
    assertThat(ApiKeyText.parse(publishable.text())).contains(publishable);
    assertThat(secret.text()).matches("cfb_sk_[0-9A-Za-z]{22}_[0-9A-Za-z]{49}");
    assertThat(publishable.text()).matches("cfb_pk_[0-9A-Za-z]{28}");
  }

  @Test
  void shouldRefuseEverySingleWrongCharacter() {
    final String text = secret.text();
    for (int i = 0; i < text.length(); i++) {
      final char wrong = text.charAt(i) == 'x' ? 'y' : 'x';
      assertThat(ApiKeyText.parse(text.substring(0, i) + wrong + text.substring(i + 1)))
          .as("character %d", i)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "cfb_sk_", "cfb_pk_short", "cfb_rk_7rC2nQ0mX4bYt9LwKzE1aU000000", "x"})
  void shouldRefuseOtherForms(final String text) {
    assertThat(ApiKeyText.parse(text)).isEmpty();
  }

  @Test
  void shouldNotPrintTheSecret() {
    assertThat(secret.toString()).doesNotContain(secret.secret());
  }
}
