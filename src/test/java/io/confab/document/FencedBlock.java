package io.confab.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A block of a Markdown document between two fences.
 *
 * @param place document and line, for whoever has to mend it
 * @param language what stands behind the opening fence
 * @param text the lines between the fences
 * @param answer whether nothing stands between it and the block before it
 */
record FencedBlock(String place, String language, String text, boolean answer) {
  private static final Set<String> SHELLS = Set.of("sh", "bash", "shell", "console");
  private static final Pattern FENCED =
      Pattern.compile("^```(\\w*)[^\n]*\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** Every block of a document, from its first to its last. */
  static List<FencedBlock> of(final Path document) {
    final String text = read(document);
    return FENCED
        .matcher(text)
        .results()
        .map(
            found ->
                new FencedBlock(
                    document + ":" + line(text, found.start()),
                    found.group(1),
                    found.group(2),
                    text.substring(0, found.start()).stripTrailing().endsWith("\n```")))
        .toList();
  }

  /** Whether a reader would type it into a shell. */
  boolean isCommands() {
    return SHELLS.contains(language) || language.isEmpty() && text.contains("curl ");
  }

  /** Whether it shows what the block before it answers. */
  boolean isAnswer() {
    return answer && language.equals("json");
  }

  String firstLine() {
    return text.lines().findFirst().orElse("");
  }

  private static int line(final String text, final int position) {
    return 1 + (int) text.substring(0, position).chars().filter(each -> each == '\n').count();
  }

  private static String read(final Path document) {
    try {
      return Files.readString(document);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
