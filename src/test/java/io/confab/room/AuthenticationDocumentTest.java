package io.confab.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.confab.apikey.ApiScope;
import io.confab.support.TestTenant;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs of {@code docs/authentication.md} sign tokens that the service takes, and its tables
 * are complete.
 */
@QuarkusTest
class AuthenticationDocumentTest {
  private static final Path DOCUMENT = Path.of("docs", "authentication.md");

  @Inject TokenVerifier verifier;
  @TempDir Path folder;

  private TestTenant tenant;
  private String kid;

  @BeforeEach
  void registerAKey() throws Exception {
    tenant = TestTenant.create();
    final KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Files.writeString(
        folder.resolve("signing-key.pem"), pem("PRIVATE", pair.getPrivate().getEncoded()));
    kid =
        tenant
            .asServer()
            .body(Map.of("pem", pem("PUBLIC", pair.getPublic().getEncoded())))
            .post("/v1/signing-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
  }

  @Test
  void shouldSignInJava() throws Exception {
    final Path program = example("java", "SignToken.java");

    accepted(run(Path.of(System.getProperty("java.home"), "bin", "java").toString(), program));
  }

  @Test
  void shouldSignInNode() throws Exception {
    assumeTrue(succeeds("node", "--version"), "Node is not installed");

    accepted(run("node", example("js", "sign-token.mjs")));
  }

  @Test
  void shouldSignInPython() throws Exception {
    assumeTrue(succeeds("python3", "-c", "import cryptography"), "cryptography is not installed");

    accepted(run("python3", example("python", "sign_token.py")));
  }

  @Test
  void shouldListEveryScope() throws IOException {
    final String document = Files.readString(DOCUMENT);

    assertThat(Arrays.stream(ApiScope.values()).map(scope -> "| `" + scope.text() + "` |"))
        .allSatisfy(row -> assertThat(document).contains(row));
  }

  @Test
  void shouldListEveryGrant() throws IOException {
    final String document = Files.readString(DOCUMENT);

    assertThat(
            Arrays.stream(Grants.class.getRecordComponents())
                .map(grant -> "| `" + grant.getName() + "` |"))
        .allSatisfy(row -> assertThat(document).contains(row));
  }

  private void accepted(final String token) {
    final VerifiedToken verified = verifier.verify(token);

    assertThat(verified.tenant()).isEqualTo(tenant.id());
    assertThat(verified.identity()).isEqualTo("ada");
    assertThat(verified.rooms()).singleElement().matches(room -> room.matches("standup"));
  }

  private Path example(final String language, final String name) throws IOException {
    final Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCUMENT));
    assertThat(block.find()).as("a program in %s", language).isTrue();
    return Files.writeString(folder.resolve(name), block.group(1));
  }

  private String run(final String command, final Path program) throws Exception {
    final ProcessBuilder builder =
        new ProcessBuilder(command, program.toString(), "ada", "standup");
    builder.environment().put("CONFAB_TENANT", tenant.id().value());
    builder.environment().put("CONFAB_SIGNING_KEY_ID", kid);
    builder
        .environment()
        .put("CONFAB_SIGNING_KEY_FILE", folder.resolve("signing-key.pem").toString());
    final Path errors = folder.resolve("errors.txt");
    final Process process = builder.redirectError(errors.toFile()).start();
    final String output = new String(process.getInputStream().readAllBytes()).strip();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    return output;
  }

  private static boolean succeeds(final String... command) throws InterruptedException {
    try {
      final Process process =
          new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (final IOException notInstalled) {
      return false;
    }
  }

  private static String pem(final String half, final byte[] der) {
    return "-----BEGIN %s KEY-----\n%s\n-----END %s KEY-----\n"
        .formatted(half, Base64.getMimeEncoder().encodeToString(der), half);
  }
}
