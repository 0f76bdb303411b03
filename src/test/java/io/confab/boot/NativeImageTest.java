package io.confab.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What a native build rests on and can be checked without making one. */
final class NativeImageTest {
  private static final String AT_RUN_TIME = "--initialize-at-run-time=";

  /** A seed that is baked into an image is the same in every process; native-image refuses it. */
  @Test
  void initialisesSourcesOfRandomnessAtRunTime() throws IOException {
    final Stream<String> holders =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.confab")
                .stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(NativeImageTest::isRandom)
                .map(field -> field.getOwner().getName());

    assertThat(initialisedAtRunTime()).containsExactlyInAnyOrderElementsOf(holders.toList());
  }

  @Test
  void leavesTheProgramsOfPostgresOut() throws Exception {
    final Document pom =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
    final String carriesPostgres = "dependencies/dependency/groupId='io.zonky.test.postgres'";

    assertThat(count(pom, "/project[%s]".formatted(carriesPostgres))).isZero();
    assertThat(count(pom, "//profile[%s]".formatted(carriesPostgres)))
        .isPositive()
        .isEqualTo(
            count(
                pom,
                "//profile[%s and activation/property/name='!native']".formatted(carriesPostgres)));
  }

  private static boolean isRandom(final JavaField field) {
    return field.getRawType().isAssignableTo(Random.class)
        || field.getRawType().isAssignableTo(SplittableRandom.class);
  }

  private static List<String> initialisedAtRunTime() throws IOException {
    final Properties configuration = new Properties();
    try (InputStream file =
        Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
      configuration.load(file);
    }
    return Stream.of(configuration.getProperty("quarkus.native.additional-build-args").split(","))
        .filter(argument -> argument.startsWith(AT_RUN_TIME))
        .map(argument -> argument.substring(AT_RUN_TIME.length()))
        .toList();
  }

  private static int count(final Document pom, final String path) throws Exception {
    return ((NodeList)
            XPathFactory.newDefaultInstance()
                .newXPath()
                .evaluate(path, pom, XPathConstants.NODESET))
        .getLength();
  }
}
