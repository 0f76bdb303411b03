package io.confab.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.confab.support.ServiceProcess;
import io.confab.support.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever follows a document gets what it says: each of its shell blocks runs against the packaged
 * service, in order, in one bash, with the keys of {@code ./run keys} and the real curl.
 *
 * <p>A block runs unless {@link #NOT_RUN} says why it does not, so a new one runs by itself. Where
 * a {@code json} block follows, the last answer has to have its shape.
 */
final class DocumentsIT {
  private static final JsonMapper JSON = new JsonMapper();

  /** Documents of which no block runs here, and why. */
  private static final Map<String, String> NOT_HERE =
      Map.of(
          "contributing.md", "its commands build and test Confab",
          "measurements.md", "its commands measure for minutes",
          "deploy.md", "needs a server with a domain, and its root");

  /** First lines of the blocks that do not run here, and why. */
  private static final Map<String, String> NOT_RUN =
      Map.of(
          "./run       # builds, starts on http://localhost:8080, prints where to click",
          "PackagedServiceIT starts it; the second line runs this very test",
          "./run",
          "PackagedServiceIT starts it",
          "cat > local.conf <<EOF",
          "needs a public address and a certificate; CoturnTest runs the configuration it joins",
          "CONFAB_TURN_URLS=\"turn:turn.example.com:3478?transport=udp\" CONFAB_TURN_SECRET=\"$TURN_SECRET\" ./run",
          "starts a second service; the tests of this package run with these settings",
          "TURN_USER=\"$(($(date +%s) + 600)):check\"",
          "CoturnTest runs it");

  private static final Map<String, String> TURN =
      Map.of(
          "CONFAB_TURN_URLS", "turn:turn.example.com:3478?transport=udp",
          "CONFAB_TURN_SECRET", "known-to-this-test");

  private static TestData data;
  private static ServiceProcess service;
  private static Path folder;

  @BeforeAll
  static void start() throws IOException {
    data = TestData.fresh();
    service = ServiceProcess.start(data, TURN).awaitReady();
    folder = Files.createDirectories(data.path().resolve("reader"));
    installRun();
    try (ReaderShell shell = shell()) {
      shell.run("./run keys");
    }
  }

  @AfterAll
  static void stop() {
    service.close();
    data.delete();
  }

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> pages = Files.list(Path.of("docs"))) {
      final List<Path> mine =
          pages
              .filter(page -> page.toString().endsWith(".md"))
              .filter(page -> !NOT_HERE.containsKey(page.getFileName().toString()))
              .sorted()
              .toList();
      return Stream.concat(Stream.of(Path.of("README.md")), mine.stream());
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void keepsItsWord(final Path document) {
    try (ReaderShell shell = shell();
        Standup standup = new Standup(service.uri(), folder.resolve("demo.env"))) {
      final List<FencedBlock> blocks = FencedBlock.of(document);
      for (int at = 0; at < blocks.size(); at++) {
        final FencedBlock block = blocks.get(at);
        if (block.isCommands() && !NOT_RUN.containsKey(block.firstLine())) {
          final String output = shell.run(standup.before(block) + block.text());
          final List<JsonNode> answers = json(output, block);
          if (at + 1 < blocks.size() && blocks.get(at + 1).isAnswer() && !answers.isEmpty()) {
            final FencedBlock shown = blocks.get(at + 1);
            AnswerShape.same(
                json(shown.text(), shown).getFirst(), answers.getLast(), shown.place());
          }
        }
      }
    }
  }

  @Test
  void excusesNothingThatIsGone() throws IOException {
    final Set<String> stale = new HashSet<>(NOT_RUN.keySet());
    documents()
        .flatMap(document -> FencedBlock.of(document).stream())
        .filter(FencedBlock::isCommands)
        .forEach(block -> stale.remove(block.firstLine()));

    assertThat(stale).isEmpty();
  }

  /** Every answer of the service is JSON; what else commands print is none. */
  private static List<JsonNode> json(final String text, final FencedBlock block) {
    if (!block.isAnswer() && !block.text().contains("\"$CONFAB_URL/v1/")) {
      return List.of();
    }
    try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      final List<JsonNode> all = new ArrayList<>(values.readAll());
      assertThat(all).as(block.place()).isNotEmpty();
      return all;
    } catch (final JsonProcessingException e) {
      throw new AssertionError(block.place() + ": not JSON: " + text, e);
    } catch (final IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ReaderShell shell() {
    return new ReaderShell(
        folder,
        Map.of(
            "CONFAB_DATA",
            data.path().toString(),
            "JAVA_HOME",
            System.getProperty("java.home"),
            "npm_config_audit",
            "false",
            "npm_config_fund",
            "false"));
  }

  /** {@code ./run} as it stands in a clone, beside the application that it has started. */
  private static void installRun() throws IOException {
    Files.createDirectory(folder.resolve(".mvn"));
    for (final String file : List.of("run", ".mvn/tools")) {
      Files.copy(Path.of(file), folder.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.createSymbolicLink(
        data.path().resolve("app"), Path.of("target", "quarkus-app").toAbsolutePath());
  }
}
