package io.confab.signaling;

import static io.confab.support.Frames.chat;
import static io.confab.support.Frames.leave;
import static io.confab.support.Frames.roomOf;
import static io.confab.support.Frames.seqOf;
import static io.confab.support.TestSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.event.Appended;
import io.confab.event.Cursor;
import io.confab.event.EventLog;
import io.confab.event.EventType;
import io.confab.event.NewEvent;
import io.confab.id.RoomId;
import io.confab.support.TestClients;
import io.confab.support.TestSocket;
import io.confab.tenant.Scope;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a cursor brings: all that was missed, once and in order, or the word that it cannot. */
@QuarkusTest
class CatchUpTest {
  private static final int MANY = 1_500;
  private static final int MORE_THAN_A_CATCH_UP = 600;

  @TestHTTPResource("/v1/connect")
  URI server;

  @Inject EventLog log;

  private TestClients clients;
  private TestSocket alice;
  private String room;
  private int messages;

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
  void shouldBringWhatHappenedBetweenTwoStays() {
    final TestSocket bob = clients.connect("bob");
    bob.join("standup");
    final String cursor = ownJoin(bob, "bob");
    bob.awaitOk(bob.request(leave(room)));
    IntStream.range(0, 60).forEach(i -> say("while bob is away " + i));

    final JsonNode joined = bob.joinAfter("standup", cursor);

    assertThat(joined.get("recovered").asBoolean()).isTrue();
    assertThat(joined.get("cursor").asText()).isEqualTo(cursor);
    final long last = say("now");
    requireAll(bob, seqOf(cursor) + 1, last);
  }

  @Test
  void shouldSayThatACursorOfNoUseIsOfNoUse() {
    final TestSocket bob = clients.connect("bob");
    final String own = bob.join("standup").get("cursor").asText();
    bob.awaitOk(bob.request(leave(room)));
    final long head = say("hello");
    final Cursor good = Cursor.parse(own).orElseThrow();

    for (final String cursor :
        List.of(
            "forged",
            new Cursor(RoomId.random(), good.epoch(), good.seq()).text(),
            new Cursor(good.room(), good.epoch() + 1, good.seq()).text(),
            new Cursor(good.room(), good.epoch(), head + 1_000).text(),
            new Cursor(good.room(), good.epoch(), -7).text())) {
      final JsonNode joined = bob.joinAfter("standup", cursor);
      assertThat(joined.get("recovered").asBoolean()).as(cursor).isFalse();
      assertThat(joined.get("missed").asLong()).isZero();
      final long first = seqOf(joined.get("cursor").asText()) + 1;
      requireAll(bob, first, say("after " + cursor));
      bob.awaitOk(bob.request(leave(room)));
    }
  }

  @Test
  void shouldShowNobodyWhatWasBeforeItsFirstJoin() {
    say("before anybody came");
    final TestSocket eve = clients.connect("eve");
    final Cursor forged = new Cursor(RoomId.of(room), 1, 1);

    assertThat(eve.joinAfter("standup", forged.text()).get("recovered").asBoolean()).isFalse();
    final long ownJoin = eve.awaitEvent("participant.joined").get("seq").asLong();
    eve.awaitOk(eve.request(leave(room)));
    final long last = say("now");
    final JsonNode again = eve.joinAfter("standup", forged.text());

    assertThat(again.get("recovered").asBoolean()).isTrue();
    assertThat(seqOf(again.get("cursor").asText())).isEqualTo(ownJoin);
    requireAll(eve, ownJoin + 1, last);
    assertThat(eve.rest()).noneMatch(frame -> frame.toString().contains("before anybody"));
  }

  @Test
  void shouldKeepTheOrderWhileAWriterGoesOn() {
    append(MANY);
    final TestSocket reader = clients.connect("reader", Map.of("history", true));
    final String start = new Cursor(RoomId.of(room), 1, 3).text();

    final JsonNode joined = reader.joinAfter("standup", start);
    long last = 0;
    for (int i = 0; i < 40; i++) {
      last = say("live " + i);
    }

    assertThat(joined.get("recovered").asBoolean()).isTrue();
    assertThat(joined.get("missed").asInt()).isGreaterThanOrEqualTo(MANY);
    requireAll(reader, 4, last);

    append(MORE_THAN_A_CATCH_UP);
    final TestSocket late = clients.connect("late", Map.of("history", true));
    assertThat(late.joinAfter("standup", start).get("recovered").asBoolean()).isFalse();
  }

  /** A control character is one byte in a message and six on the wire. */
  @Test
  void shouldBringMessagesThatGrowOnTheirWay() {
    final TestSocket bob = clients.connect("bob");
    bob.join("standup");
    final String cursor = ownJoin(bob, "bob");
    bob.awaitOk(bob.request(leave(room)));
    alice.awaitOk(alice.request(leave(room)));
    final String hostile = "{\"text\":\"" + "\\u0001".repeat(4_096) + "\"}";
    append(100, i -> hostile);

    assertThat(bob.joinAfter("standup", cursor).get("recovered").asBoolean()).isTrue();

    alice.join("standup");
    requireAll(bob, seqOf(cursor) + 1, say("now"));
  }

  @Test
  void shouldReadHistoryInPagesThatFitHoweverLongTheMessagesAre() {
    IntStream.range(0, 80).forEach(i -> say("x".repeat(4_000) + i));
    final long head = say("last");
    final List<Long> read = new ArrayList<>();

    String before = null;
    boolean more = true;
    while (more) {
      final ObjectNode request = frame("history").put("room", room).put("limit", 200);
      final JsonNode page =
          ask(before == null ? request : request.put("before", before)).get("data");
      page.get("events").forEach(event -> read.add(event.get("seq").asLong()));
      before = page.path("nextCursor").asText();
      more = page.get("hasMore").asBoolean();
    }

    assertThat(read.stream().sorted()).isEqualTo(LongStream.rangeClosed(3, head).boxed().toList());
  }

  /** The cursor behind somebody's own join: what was before it may come too, and is not theirs. */
  private static String ownJoin(final TestSocket member, final String identity) {
    return member
        .await(
            "event",
            frame ->
                frame.at("/event/type").asText().equals("participant.joined")
                    && frame.at("/event/data/identity").asText().equals(identity))
        .get("cursor")
        .asText();
  }

  /** Every entry, each once, in order, and none besides; what an earlier stay brought aside. */
  private static void requireAll(final TestSocket reader, final long first, final long last) {
    for (long seq = first; seq <= last; seq++) {
      final JsonNode event =
          reader.await("event", frame -> frame.at("/event/seq").asLong() >= first);
      assertThat(event.at("/event/seq").asLong()).isEqualTo(seq);
    }
  }

  private long say(final String text) {
    return ask(chat(room, "c" + ++messages, text)).at("/data/seq").asLong();
  }

  /** Asks as fast as alice may. */
  private JsonNode ask(final ObjectNode request) {
    JsonNode answer = alice.awaitAnswer(alice.request(request));
    while (answer.path("code").asText().equals("rate_limited")) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(answer.get("retryAfterMs").asLong()));
      answer = alice.awaitAnswer(alice.request(request));
    }
    assertThat(answer.path("type").asText()).as(answer.toString()).isEqualTo("ok");
    return answer;
  }

  private void append(final int count) {
    append(count, i -> "{\"text\":\"n" + i + "\"}");
  }

  private void append(final int count, final IntFunction<String> data) {
    final Scope scope = new Scope(clients.tenant().id(), "test");
    final List<CompletionStage<Appended>> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      final NewEvent event =
          NewEvent.of(EventType.MESSAGE_CREATED, Optional.empty(), "bot", data.apply(i));
      answers.add(log.append(scope, RoomId.of(room), event));
      if (answers.size() % 400 == 0) {
        answers.getLast().toCompletableFuture().join();
      }
    }
    answers.forEach(answer -> answer.toCompletableFuture().join());
  }
}
