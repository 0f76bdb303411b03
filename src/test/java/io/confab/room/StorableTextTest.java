package io.confab.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.confab.problem.ApiException;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTextTest {
  private static final String FAMILY = "👩‍👩‍👧";

  @Test
  void theLimitCountsBytesNotCharacters() {
    assertThat(StorableText.required("text", "é".repeat(2048), 4096)).hasSize(2048);
    refused("text", () -> StorableText.required("text", "é".repeat(2048) + "a", 4096));
    assertThat(StorableText.required("text", FAMILY, 18)).isEqualTo(FAMILY);
    refused("text", () -> StorableText.required("text", FAMILY, 17));
  }

  @Test
  void whatCannotBeStoredIsRefusedWithItsPath() {
    refused("text", () -> StorableText.required("text", null, 10));
    refused("text", () -> StorableText.required("text", "", 10));
    refused("text", () -> StorableText.required("text", "a\0b", 10));
    refused("text", () -> StorableText.required("text", "a\ud83d", 10));
    refused("text", () -> StorableText.required("text", "\udc69\ud83d", 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u0085", "\u202aa", "a\u202e", "\u2066a", "a\u2069"})
  void aLabelHoldsNoControlCharacters(final String label) {
    refused("name", () -> StorableText.label("name", label, 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {FAMILY, "דנה", "\u200fدانا", "a\u2065"})
  void aLabelIsOfAnyScript(final String label) {
    assertThat(StorableText.label("name", label, 10)).isEqualTo(label);
  }

  @Test
  void attributesCountTogether() {
    assertThat(StorableText.attributes("attributes", Map.of("é", "ab"), 4)).hasSize(1);
    refused("attributes", () -> StorableText.attributes("attributes", Map.of("é", "abc"), 4));
    refused("attributes.a", () -> StorableText.attributes("attributes", Map.of("a", "\0"), 10));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"a\":\"\\u0000\"}', metadata.a",
    "'{\"a\":[1,{\"b\":\"\\ud800\"}]}', metadata.a[1].b",
    "'{\"\\u0000\":1}', metadata",
    "'{\"a\":\"12345678901234567890\"}', metadata"
  })
  void jsonIsSearchedToItsLeaves(final String json, final String path) {
    refused(path, () -> StorableText.json("metadata", new ObjectMapper().readTree(json), 20));
  }

  private static void refused(final String path, final ThrowingCallable call) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(call)
        .satisfies(refused -> assertThat(refused.path()).contains(path));
  }
}
