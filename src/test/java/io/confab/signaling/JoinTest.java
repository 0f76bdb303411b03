package io.confab.signaling;

import static io.confab.support.Frames.chat;
import static io.confab.support.Frames.data;
import static io.confab.support.Frames.join;
import static io.confab.support.Frames.leave;
import static io.confab.support.Frames.roomOf;
import static io.confab.support.Frames.withTracks;
import static io.confab.support.TestClients.awaitJoined;
import static io.confab.support.TestClients.awaitUpdated;
import static io.confab.support.TestSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.protocol.ErrorCode;
import io.confab.support.TestClients;
import io.confab.support.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may enter a room, and what they may do there. */
@QuarkusTest
class JoinTest {
  @TestHTTPResource("/v1/connect")
  URI server;

  private TestClients clients;
  private TestSocket alice;
  private String room;

  @BeforeEach
  void enter() {
    clients = new TestClients(server);
    alice = clients.connect("alice");
    room = roomOf(alice.join("standup"));
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void shouldTellAForeignRoomNoDifferentFromAMissingOne() {
    try (TestClients others = new TestClients(server)) {
      final TestSocket stranger = others.connect("stranger");

      final JsonNode foreign = stranger.refused(join(room), ErrorCode.ROOM_NOT_FOUND);
      final JsonNode missing =
          stranger.refused(join("rm_3cl00l2TYxyDcNdT4T80Yn"), ErrorCode.ROOM_NOT_FOUND);
      final JsonNode noId = stranger.refused(join("rm_nonsense"), ErrorCode.ROOM_NOT_FOUND);

      assertThat(withoutId(foreign)).isEqualTo(withoutId(missing)).isEqualTo(withoutId(noId));
    }
  }

  @Test
  void shouldNotMakeARoomWithoutTheGrant() {
    final TestSocket bob = clients.connect("bob", Map.of("create", false));

    bob.refused(join("nowhere"), ErrorCode.ROOM_NOT_FOUND);
  }

  @Test
  void shouldRefuseARoomThatTheTokenDoesNotList() {
    final TestSocket bob = clients.socket();
    bob.hello(clients.tenant().token("bob", "desk-*"));

    bob.refused(join("standup"), ErrorCode.FORBIDDEN);
    bob.refused(join(room), ErrorCode.FORBIDDEN);
    requireNobodyCame();
  }

  @Test
  void shouldRefuseOneTooManyUntilSomebodyLeaves() {
    create("small", Map.of("maxParticipants", 1));
    final String small = roomOf(alice.join("small"));
    final TestSocket bob = clients.connect("bob");
    bob.refused(join("small"), ErrorCode.ROOM_FULL);
    requireNobodyCame();

    alice.awaitOk(alice.request(leave(small)));

    bob.join("small");
  }

  @Test
  void shouldLetNobodyIntoALockedRoomButModerators() {
    create("vault", Map.of("locked", true));
    clients.connect("bob").refused(join("vault"), ErrorCode.ROOM_LOCKED);

    clients.connect("chief", Map.of("moderate", true)).join("vault");
  }

  @Test
  void shouldTellASocketThatItIsInTheRoomAlready() {
    alice.refused(join("standup"), ErrorCode.ALREADY_JOINED);

    alice.awaitOk(alice.request(chat(room, "c1", "still in")));
  }

  @Test
  void shouldLetALaterSocketTakeTheRoomOverAndTheOthersSeeOneGoAndOneCome() {
    final TestSocket bob = clients.join("bob", "standup");
    awaitJoined(alice, "bob");

    final JsonNode again = clients.connect("bob").join("standup");

    assertThat(bob.await("left").get("reason").asText()).isEqualTo("replaced");
    final JsonNode presence = alice.await("presence", frame -> frame.has("left"));
    assertThat(presence.at("/left/0/reason").asText()).isEqualTo("replaced");
    assertThat(presence.at("/joined/0/incarnation")).isEqualTo(again.at("/self/incarnation"));
    bob.refused(data(room, "from beyond"), ErrorCode.NOT_JOINED);
  }

  @Test
  void shouldRefuseToPublishWhatIsNotGranted() {
    final TestSocket bob = clients.connect("bob", Map.of("publish", List.of("audio")));
    bob.refused(withTracks(join("standup"), "camera"), ErrorCode.FORBIDDEN);
    bob.join("standup");
    awaitJoined(alice, "bob");

    bob.refused(withTracks(update(), "microphone", "screen"), ErrorCode.FORBIDDEN);
    bob.awaitOk(bob.request(withTracks(update(), "microphone")));

    assertThat(awaitUpdated(alice, "bob").at("/tracks/0/source").asText()).isEqualTo("microphone");
  }

  @Test
  void shouldKeepChatFromWhoHasNoGrantAndTellHowFarItWent() {
    final TestSocket mute = clients.connect("mute", Map.of("chat", false));
    mute.join("standup");
    mute.awaitEvent("participant.joined");
    mute.refused(chat(room, "c1", "let me speak"), ErrorCode.FORBIDDEN);

    long last = 0;
    for (int i = 0; i < 3; i++) {
      last = alice.awaitOk(alice.request(chat(room, "c" + i, "secret"))).at("/data/seq").asLong();
    }
    clients.join("bob", "standup");

    assertThat(mute.await("skip").get("seq").asLong()).isEqualTo(last);
    assertThat(mute.awaitEvent("participant.joined").get("seq").asLong()).isEqualTo(last + 1);
    assertThat(mute.rest()).noneMatch(frame -> frame.toString().contains("secret"));
  }

  @Test
  void shouldTakeDataOnlyWhereItIsGranted() {
    final TestSocket bob = clients.connect("bob", Map.of("data", false));
    bob.join("standup");

    bob.refused(data(room, "psst"), ErrorCode.FORBIDDEN);
    alice.send(data(room, "hello bob").toString());

    assertThat(bob.await("data").get("payload").asText()).isEqualTo("hello bob");
  }

  @Test
  void shouldFollowTheRoomsFeaturesWhileItRuns() {
    final TestSocket bob = clients.join("bob", "standup");
    awaitJoined(alice, "bob");

    patch(Map.of("settings", Map.of("features", Map.of("chat", false))));

    assertThat(awaitUpdated(alice, "bob").at("/grants/chat").asBoolean(true)).isFalse();
    bob.refused(chat(room, "c1", "too late"), ErrorCode.FORBIDDEN);
  }

  @Test
  void shouldTakeNobodysWordForWhoSpeaks() {
    final TestSocket bob = clients.connect("bob");
    bob.join("standup");
    for (final String field : List.of("identity", "tenant", "from", "participant")) {
      final JsonNode error =
          bob.refused(chat(room, "c1", "I am alice").put(field, "alice"), ErrorCode.INVALID_FRAME);
      assertThat(error.path("path").asText()).isEqualTo(field);
    }
    bob.refused(data(room, "x").put("from", "alice"), ErrorCode.INVALID_FRAME);
    bob.refused(join("other").put("identity", "alice"), ErrorCode.INVALID_FRAME);

    bob.awaitOk(bob.request(chat(room, "c1", "I am bob")));

    assertThat(alice.awaitEvent("message.created").at("/data/identity").asText()).isEqualTo("bob");
  }

  @Test
  void shouldGiveNobodyASayInANameThatTheTokenFixes() {
    final TestSocket bob = clients.socket();
    bob.hello(
        clients
            .tenant()
            .token(Map.of("identity", "bob", "rooms", List.of("standup"), "name", "Bob")));

    bob.awaitOk(bob.request(join("standup").put("name", "Alice")));

    assertThat(awaitJoined(alice, "bob").get("name").asText()).isEqualTo("Bob");
    bob.refused(update().put("name", "Alice"), ErrorCode.FORBIDDEN);
  }

  private ObjectNode update() {
    return frame("update").put("room", room);
  }

  private void requireNobodyCame() {
    alice.settle();
    assertThat(alice.rest())
        .noneMatch(frame -> frame.at("/joined/0/identity").asText().equals("bob"));
  }

  private void create(final String name, final Map<String, ?> settings) {
    clients
        .tenant()
        .asServer()
        .body(Map.of("name", name, "settings", settings))
        .post("/v1/rooms")
        .then()
        .statusCode(201);
  }

  private void patch(final Map<String, ?> change) {
    clients.tenant().asServer().body(change).patch("/v1/rooms/standup").then().statusCode(200);
  }

  private static JsonNode withoutId(final JsonNode error) {
    return ((ObjectNode) error.deepCopy()).without("id");
  }
}
