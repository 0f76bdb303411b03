package io.confab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/codes.md} are the enums, row by row and in their order. */
class CodesDocumentTest {
  private static final Pattern ERROR_ROW = Pattern.compile("\\| `\\w+` \\| \\d{3} \\|.*");
  private static final Pattern CLOSE_ROW = Pattern.compile("\\| \\d{4} \\| `\\w+` \\|.*");

  @Test
  void theErrorTablesAreTheEnum() throws IOException {
    assertThat(rows(ERROR_ROW))
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCode.values())
                .map(
                    code ->
                        "| `%s` | %d | %s | %s | %s |"
                            .formatted(
                                code.code(),
                                code.httpStatus(),
                                code.retryable() ? "yes" : "no",
                                code.text(),
                                code.hint()))
                .toList());
  }

  @Test
  void theCloseTableIsTheEnum() throws IOException {
    assertThat(rows(CLOSE_ROW))
        .containsExactlyElementsOf(
            Arrays.stream(CloseCode.values())
                .map(
                    close ->
                        "| %d | `%s` | %s | %s |"
                            .formatted(
                                close.code(),
                                close.reason(),
                                close.comeBack() ? "yes" : "no",
                                close.text()))
                .toList());
  }

  private static List<String> rows(final Pattern row) throws IOException {
    return Files.readAllLines(Path.of("docs", "codes.md")).stream()
        .filter(line -> row.matcher(line).matches())
        .toList();
  }
}
