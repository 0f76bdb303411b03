package io.confab.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.id.TenantId;
import io.confab.support.TestSigner;
import io.confab.support.TestSocket;
import io.confab.support.TestTenant;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The room that the documents speak of. What their readers have done by the time they reach a
 * block, beyond the blocks before it, is done here.
 */
final class Standup implements AutoCloseable {
  private static final String ROOM = "/v1/rooms/standup";

  private final URI server;
  private final TestTenant tenant;
  private TestSocket ada;

  Standup(final URI server, final Path keys) {
    this.server = server;
    RestAssured.baseURI = server.toString();
    RestAssured.port = server.getPort();
    tenant =
        new TestTenant(TenantId.of(value(keys, "CONFAB_TENANT")), value(keys, "CONFAB_SECRET_KEY"));
  }

  /** What stands before a block in the reader's shell: the variables that the text asks for. */
  String before(final FencedBlock block) {
    if (block.text().contains("$TOKEN")) {
      return "TOKEN='%s'\n".formatted(tokenForAnother());
    }
    if (block.text().contains("$CURSOR")) {
      return "CURSOR='%s'\n".formatted(cursor());
    }
    if (block.text().contains("/standup/participants")) {
      haveMeetings();
    }
    return "";
  }

  @Override
  public void close() {
    if (ada != null) {
      ada.close();
    }
    tenant.asServer().delete(ROOM);
    RestAssured.reset();
  }

  /** Signed by the customer for another audience, long ago. */
  private String tokenForAnother() {
    return TestSigner.registered(tenant, TestSigner.Kind.EDDSA)
        .sign(
            Map.of(
                "iss",
                tenant.id().value(),
                "aud",
                "https://shop.example",
                "sub",
                "ada",
                "rooms",
                List.of("standup"),
                "iat",
                1767603000,
                "exp",
                1767603600));
  }

  private String cursor() {
    tenant.asServer().body(Map.of("name", "standup")).post("/v1/rooms").then().statusCode(201);
    return tenant.asServer().get(ROOM + "/events").then().extract().path("nextCursor");
  }

  /** One meeting is over, with a message in it that was mended, and another goes on. */
  private void haveMeetings() {
    change(Map.of("locked", false, "emptyTimeoutSeconds", 0));
    ada = enter();
    final String message =
        tenant
            .asServer()
            .body(Map.of("text", "Good morning!"))
            .post(ROOM + "/messages")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    tenant
        .asServer()
        .body(Map.of("text", "Good morning, all!"))
        .patch(ROOM + "/messages/" + message)
        .then()
        .statusCode(200);
    ada.close();
    ada = enterAfterTheEnd();
  }

  private TestSocket enterAfterTheEnd() {
    final long giveUp = System.nanoTime() + 60_000_000_000L;
    while (tenant.asServer().get(ROOM + "/meetings").path("data[0].endedAt") == null) {
      assertThat(System.nanoTime()).as("the meeting never ends").isLessThan(giveUp);
      Thread.onSpinWait();
    }
    return enter();
  }

  private TestSocket enter() {
    final TestSocket socket = TestSocket.connect(server.resolve("/v1/connect"));
    socket.hello(tenant.token("ada", "standup"));
    socket.join("standup");
    return socket;
  }

  private void change(final Map<String, ?> settings) {
    tenant.asServer().body(Map.of("settings", settings)).patch(ROOM).then().statusCode(200);
  }

  private static String value(final Path keys, final String name) {
    try {
      final Matcher line =
          Pattern.compile("export " + name + "='(.*)'").matcher(Files.readString(keys));
      assertThat(line.find()).as(name).isTrue();
      return line.group(1);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
