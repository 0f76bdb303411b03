package io.confab.signaling;

import static io.confab.support.Frames.chat;
import static io.confab.support.Frames.join;
import static io.confab.support.Frames.roomOf;
import static io.confab.support.Frames.seqOf;
import static io.confab.support.Frames.signal;
import static io.confab.support.Frames.withTracks;
import static io.confab.support.TestClients.awaitJoined;
import static io.confab.support.TestClients.awaitLeft;
import static io.confab.support.TestClients.awaitUpdated;
import static io.confab.support.TestClients.tellsOf;
import static io.confab.support.TestSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.protocol.CloseCode;
import io.confab.session.HeldTimers;
import io.confab.support.RawSocket;
import io.confab.support.TestClients;
import io.confab.support.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a lost connection means to its client and to its peers. */
@QuarkusTest
@TestProfile(HeldTime.class)
class ComingBackTest {
  private static final Duration ALMOST_THE_GRACE = Duration.ofSeconds(44);
  private static final Duration THE_GRACE = Duration.ofSeconds(45);
  private static final Duration THE_REST_OF_THE_WINDOW = Duration.ofSeconds(75);
  private static final Duration THE_REST_OF_THE_TICKET = Duration.ofSeconds(30);

  @TestHTTPResource("/v1/connect")
  URI server;

  @Inject HeldTimers time;

  private TestClients clients;
  private TestSocket alice;
  private TestSocket bob;
  private String token;
  private String ticket;
  private String session;
  private String room;
  private JsonNode self;

  @BeforeEach
  void enter() {
    clients = new TestClients(server);
    alice = clients.connect("alice");
    room = roomOf(alice.join("standup"));
    token = clients.token("bob", Map.of());
    bob = clients.socket();
    final JsonNode welcome = bob.hello(token);
    ticket = welcome.get("ticket").asText();
    session = welcome.get("session").asText();
    self = bob.join("standup").get("self");
    awaitJoined(alice, "bob");
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void shouldShowALostMemberAsReconnectingAndLetItGoAfterTheGrace() {
    bob.abort();
    assertThat(awaitUpdated(alice, "bob").get("state").asText()).isEqualTo("reconnecting");

    time.pass(ALMOST_THE_GRACE);
    alice.settle();
    assertThat(alice.rest()).noneMatch(frame -> frame.has("left"));
    time.pass(THE_GRACE.minus(ALMOST_THE_GRACE));

    final JsonNode gone = awaitLeft(alice, "bob");
    assertThat(gone.get("reason").asText()).isEqualTo("connection_lost");
    assertThat(gone.get("incarnation")).isEqualTo(self.get("incarnation"));
    assertThat(alice.awaitEvent("participant.left").at("/data/reason").asText())
        .isEqualTo("connection_lost");
  }

  @Test
  void shouldTreatAResetLikeAnyOtherLoss() {
    try (RawSocket carol = carol()) {
      carol.reset();
    }

    assertThat(awaitUpdated(alice, "carol").get("state").asText()).isEqualTo("reconnecting");
  }

  @Test
  void shouldTakeSilenceForALoss() {
    try (RawSocket carol = carol()) {
      assertThat(awaitUpdated(alice, "carol").get("state").asText()).isEqualTo("reconnecting");
      carol.readUntil("error");
      carol.drain();
    }
    time.pass(THE_GRACE);

    assertThat(awaitLeft(alice, "carol").get("reason").asText()).isEqualTo("connection_lost");
  }

  @Test
  void shouldSpareThePeersThatAMemberCameBackInTime() {
    final long seen = seqOf(settledCursor());
    bob.abort();
    awaitUpdated(alice, "bob");
    time.pass(ALMOST_THE_GRACE);

    final TestSocket again = clients.socket();
    again.resume(token, ticket);
    final String id = again.request(withTracks(join("standup"), "microphone"));
    final JsonNode joined = again.await("joined");
    again.awaitOk(id);

    assertThat(joined.at("/self/incarnation")).isEqualTo(self.get("incarnation"));
    final JsonNode shown = awaitUpdated(alice, "bob");
    assertThat(shown.get("state").asText()).isEqualTo("connected");
    assertThat(shown.at("/tracks/0/source").asText()).isEqualTo("microphone");
    alice.awaitOk(alice.request(signal(room, self, 7)));
    assertThat(again.await("signal").at("/payload/number").asInt()).isEqualTo(7);
    time.pass(THE_GRACE);
    alice.settle();
    assertThat(alice.rest())
        .noneMatch(frame -> tellsOf(frame, "joined", "bob") || tellsOf(frame, "left", "bob"));
    assertThat(seqOf(joined.get("cursor").asText())).isEqualTo(seen);
  }

  @Test
  void shouldResumeASessionAfterTheGraceThoughPeersSeeItJoinAgain() {
    bob.abort();
    awaitUpdated(alice, "bob");
    time.pass(THE_GRACE);
    awaitLeft(alice, "bob");

    final TestSocket again = clients.socket();
    final JsonNode welcome = again.resume(token, ticket);
    final JsonNode joined = again.join("standup");

    assertThat(welcome.get("resumed").asBoolean()).isTrue();
    assertThat(awaitJoined(alice, "bob").get("incarnation"))
        .isEqualTo(joined.at("/self/incarnation"));
    assertThat(joined.at("/self/incarnation").asLong())
        .isGreaterThan(self.get("incarnation").asLong());
    assertThat(joined.at("/self/id")).isEqualTo(self.get("id"));
  }

  @Test
  void shouldBeginANewSessionOnceTheTicketIsTooOld() {
    bob.abort();
    awaitUpdated(alice, "bob");
    time.pass(THE_GRACE);
    time.pass(THE_REST_OF_THE_WINDOW);
    time.pass(THE_REST_OF_THE_TICKET);

    final JsonNode welcome = clients.socket().resume(clients.token("bob", Map.of()), ticket);

    assertThat(welcome.get("resumed").asBoolean()).isFalse();
  }

  @Test
  void shouldCountEachAbsenceFromItsOwnBeginning() {
    bob.abort();
    awaitUpdated(alice, "bob");
    time.pass(ALMOST_THE_GRACE);
    final TestSocket second = clients.socket();
    ticket = second.resume(token, ticket).get("ticket").asText();
    second.join("standup");
    awaitUpdated(alice, "bob");
    second.abort();
    awaitUpdated(alice, "bob");

    time.pass(ALMOST_THE_GRACE);

    final TestSocket third = clients.socket();
    third.resume(token, ticket);
    assertThat(third.join("standup").at("/self/incarnation")).isEqualTo(self.get("incarnation"));
  }

  @Test
  void shouldLetTheNewestSocketHaveTheSession() {
    final TestSocket again = clients.socket();
    again.resume(token, ticket);
    final JsonNode joined = again.join("standup");

    bob.awaitClose(CloseCode.SESSION_REPLACED);
    assertThat(joined.at("/self/incarnation")).isEqualTo(self.get("incarnation"));
    alice.settle();
    assertThat(alice.rest()).noneMatch(frame -> frame.has("left") || frame.has("updated"));
    alice.awaitOk(alice.request(signal(room, self, 1)));
    again.await("signal");
  }

  @Test
  void shouldGiveATicketToItsOwnIdentityOnly() {
    requireNewSession(clients.token("mallory", Map.of()), ticket);
    requireNewSession(token, ticket + "x");
    requireNewSession(token, "tk1.c2VzX3g7MQ.AAAA");
    bob.settle();
  }

  @Test
  void shouldTakeATicketUntilANewerOneIsShown() {
    clients.socket().resume(token, ticket);
    clients.socket().resume(token, ticket);
    final JsonNode third = clients.socket().resume(token, ticket);
    final JsonNode fourth = clients.socket().resume(token, third.get("ticket").asText());

    assertThat(third.get("resumed").asBoolean()).isTrue();
    assertThat(fourth.get("resumed").asBoolean()).isTrue();
    requireNewSession(token, ticket);
  }

  @Test
  void shouldHoldSignalsForWhoIsAwayAndDeliverThemInOrderExactlyOnce() {
    alice.awaitOk(alice.request(signal(room, self, 1)));
    assertThat(bob.await("signal").get("n").asInt()).isEqualTo(1);
    bob.abort();
    awaitUpdated(alice, "bob");
    for (int number = 2; number <= 4; number++) {
      final JsonNode answer = alice.awaitOk(alice.request(signal(room, self, number)));
      assertThat(answer.at("/data/held").asBoolean()).isTrue();
    }

    final TestSocket again = clients.socket();
    final JsonNode welcome = again.resume(token, ticket, 1);
    again.join("standup");
    alice.awaitOk(alice.request(signal(room, self, 5)));

    assertThat(welcome.get("signalsLost").asBoolean()).isFalse();
    for (int number = 2; number <= 5; number++) {
      final JsonNode signal = again.await("signal");
      assertThat(signal.get("n").asInt()).isEqualTo(number);
      assertThat(signal.at("/payload/number").asInt()).isEqualTo(number);
    }
  }

  @Test
  void shouldSayThatSignalsAreLostWhenMoreCameThanAreKept() {
    bob.abort();
    awaitUpdated(alice, "bob");
    for (int number = 1; number <= 65; number++) {
      alice.awaitOk(alice.request(signal(room, self, number)));
    }

    final TestSocket again = clients.socket();

    assertThat(again.resume(token, ticket, 0).get("signalsLost").asBoolean()).isTrue();
    assertThat(again.await("signal").get("n").asInt()).isEqualTo(2);
  }

  @Test
  void shouldTakeATokenThatExpiredWhileItsClientWasAway() {
    final String brief =
        clients
            .tenant()
            .token(Map.of("identity", "bob", "rooms", List.of("standup"), "ttlSeconds", 60));
    bob.awaitOk(bob.request(frame("token.refresh").put("token", brief)));
    bob.abort();
    awaitUpdated(alice, "bob");
    time.pass(Duration.ofSeconds(115));
    clients.socket().request(frame("hello").put("token", brief));

    final TestSocket again = clients.socket();
    again.resume(brief, ticket);

    assertThat(again.await("token").get("token").asText()).isNotEqualTo(brief);
    again.join("standup");
  }

  @Test
  void shouldCatchUpOnWhatItMissedExactlyOnce() {
    final String cursor = settledCursor();
    bob.abort();
    awaitUpdated(alice, "bob");
    for (int i = 0; i < 5; i++) {
      alice.awaitOk(alice.request(chat(room, "m" + i, "missed " + i)));
    }
    final TestSocket again = clients.socket();
    again.resume(token, ticket);

    final JsonNode joined = again.joinAfter("standup", cursor);
    alice.awaitOk(alice.request(chat(room, "live", "live")));

    assertThat(joined.get("recovered").asBoolean()).isTrue();
    assertThat(joined.get("missed").asInt()).isEqualTo(5);
    final long first = seqOf(cursor) + 1;
    for (final long seq : LongStream.range(first, first + 6).toArray()) {
      assertThat(again.await("event").at("/event/seq").asLong()).isEqualTo(seq);
    }
    again.settle();
    assertThat(again.rest()).noneMatch(frame -> frame.path("type").asText().equals("event"));
  }

  @Test
  void shouldTellASocketHowTheRoomGoesOnOnceItHasJoined() {
    final String cursor = settledCursor();
    final TestSocket again = clients.socket();
    again.resume(token, ticket);

    alice.awaitOk(alice.request(chat(room, "between", "between hello and join")));
    alice.awaitOk(alice.request(frame("update").put("room", room).put("name", "Alice L.")));
    alice.await("presence");
    again.settle();

    assertThat(again.rest())
        .noneMatch(frame -> List.of("event", "presence").contains(frame.path("type").asText()));
    assertThat(again.joinAfter("standup", cursor).get("missed").asInt()).isOne();
    assertThat(again.await("event").at("/event/seq").asLong()).isEqualTo(seqOf(cursor) + 1);
  }

  @Test
  void shouldKeepNoSeatForASocketThatNeverJoins() {
    clients.socket().resume(token, ticket);
    bob.awaitClose(CloseCode.SESSION_REPLACED);

    time.pass(THE_GRACE);

    assertThat(awaitLeft(alice, "bob").get("reason").asText()).isEqualTo("connection_lost");
  }

  /** The cursor behind all that there is, once both members have it. */
  private void requireNewSession(final String bearer, final String shown) {
    final JsonNode welcome = clients.socket().resume(bearer, shown);
    assertThat(welcome.get("resumed").asBoolean()).isFalse();
    assertThat(welcome.get("session").asText()).isNotEqualTo(session);
  }

  private String settledCursor() {
    final long last = alice.awaitOk(alice.request(chat(room, "c0", "hi"))).at("/data/seq").asLong();
    return bob.await("event", frame -> frame.at("/event/seq").asLong() == last)
        .get("cursor")
        .asText();
  }

  private RawSocket carol() {
    final RawSocket carol = RawSocket.connect(server);
    carol.send(
        frame("hello").put("id", "1").put("token", clients.token("carol", Map.of())).toString());
    carol.readUntil("ok");
    carol.send(join("standup").put("id", "2").toString());
    carol.readUntil("joined");
    awaitJoined(alice, "carol");
    return carol;
  }
}
