package io.confab.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageQueryTest {
  @ParameterizedTest
  @ValueSource(strings = {"1767600000000:key_1", "ada@exämple.com", "☕ 👩‍💻"})
  void aCursorLeadsBehindTheLastEntry(final String sortKey) {
    final Page<String> page = Page.of(List.of(sortKey, "next"), 1, key -> key);

    assertThat(page.data()).containsExactly(sortKey);
    assertThat(PageQuery.of("1", page.nextCursor()).after()).contains(sortKey);
  }

  @Test
  void theLastPageHasNoCursor() {
    assertThat(Page.of(List.of("only"), 1, key -> key).nextCursor()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\0b", "a\nb"})
  void whatNoListGaveOutIsRefused(final String sortKey) {
    final String cursor =
        Base64.getUrlEncoder().encodeToString(sortKey.getBytes(StandardCharsets.UTF_8));

    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> PageQuery.of(null, cursor))
        .satisfies(refused -> assertThat(refused.path()).contains("cursor"));
  }
}
