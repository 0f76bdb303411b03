package io.confab.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confab.event.EventLog;
import io.confab.event.EventType;
import io.confab.event.RoomEvent;
import io.confab.id.MessageId;
import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.room.RoomOptions;
import io.confab.room.Rooms;
import io.confab.tenant.Scope;
import io.confab.tenant.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class ChatTest {
  private static final Author ADA = new Author("ada", Optional.empty(), Optional.of("Ada"));
  private static final Editor ADA_HERSELF = new Editor("ada", false);
  private static final Editor BOB = new Editor("bob", false);
  private static final Editor SERVER = new Editor("key_test", true);

  @Inject Chat chat;
  @Inject ChatHistory history;
  @Inject EventLog log;
  @Inject Rooms rooms;
  @Inject Tenants tenants;

  private Scope scope;
  private RoomId room;

  @BeforeEach
  void openARoom() {
    scope = new Scope(tenants.create("chat", true).id(), "key_test");
    room = rooms.forJoin(scope, "standup", true, RoomOptions.NONE).id();
  }

  @Test
  void aSentMessageIsInTheLog() {
    final Sent sent = done(send("c-1", "Grüße ☕"));

    final RoomEvent entry = log.read(scope, room, sent.seq() - 1, 10).getFirst();
    assertThat(entry.type()).isEqualTo(EventType.MESSAGE_CREATED);
    assertThat(MessageJson.tree(entry.data()))
        .isEqualTo(
            MessageJson.tree(
                """
                {"messageId": "%s", "identity": "ada", "name": "Ada", "clientId": "c-1",
                 "text": "Grüße ☕", "attributes": {"mood": "fine"}}
                """
                    .formatted(sent.messageId())));
  }

  @Test
  void aRetryIsTheSameMessage() {
    final Sent first = done(send("c-1", "hello"));
    final Sent other = done(send("c-2", "hello"));
    final Sent retry = done(send("c-1", "hello"));
    final Sent bobs =
        done(send(new Author("bob", Optional.empty(), Optional.empty()), "c-1", "hello"));

    assertThat(retry).isEqualTo(first);
    assertThat(other.messageId()).isNotEqualTo(first.messageId());
    assertThat(bobs.messageId()).isNotEqualTo(first.messageId());
    assertThat(history.before(scope, room, Long.MAX_VALUE, 10)).hasSize(3);
  }

  @Test
  void aRetryAmongManyAtOnceIsTheSameMessage() {
    final List<CompletionStage<Sent>> tries =
        IntStream.range(0, 20).mapToObj(i -> send("c-" + i % 2, "hello")).toList();

    assertThat(tries.stream().map(ChatTest::done).distinct()).hasSize(2);
  }

  @Test
  void anEditChangesTheMessageWhereItStands() {
    final Sent sent = done(send("c-1", "hullo"));

    done(chat.edit(scope, room, Optional.empty(), ADA_HERSELF, sent.messageId(), "hello"));

    final ChatMessage message = history.require(scope, room, sent.messageId());
    assertThat(message.text()).isEqualTo("hello");
    assertThat(message.seq()).isEqualTo(sent.seq());
    assertThat(message.editedAt()).isPresent();
    assertThat(types()).endsWith(EventType.MESSAGE_CREATED, EventType.MESSAGE_EDITED);
    assertThat(done(send("c-1", "hullo"))).isEqualTo(sent);
  }

  @Test
  void nothingInTheLogRemembersWhatWasTakenBack() {
    final MessageId message = done(send("c-1", "secret-one")).messageId();
    done(chat.edit(scope, room, Optional.empty(), ADA_HERSELF, message, "secret-two"));
    done(chat.edit(scope, room, Optional.empty(), ADA_HERSELF, message, "secret-three"));
    assertThat(wholeLog()).doesNotContain("secret-one").doesNotContain("secret-two");

    done(chat.delete(scope, room, Optional.empty(), ADA_HERSELF, message));

    assertThat(wholeLog()).doesNotContain("secret").doesNotContain("fine");
    final ChatMessage left = history.require(scope, room, message);
    assertThat(left.deleted()).isTrue();
    assertThat(left.text()).isEmpty();
    assertThat(left.identity()).isEqualTo("ada");
  }

  @Test
  void nobodyIsTheServerByCallingThemselvesSo() {
    final Author server = new Author("server", Optional.empty(), Optional.empty());
    final Author impostor =
        new Author("server", Optional.of(ParticipantId.random()), Optional.empty());
    final MessageId message = done(send(server, "c-1", "Welcome")).messageId();
    final Editor editor = new Editor("server", false);

    refused(
        ErrorCode.FORBIDDEN, chat.edit(scope, room, Optional.empty(), editor, message, "Pay here"));
    refused(ErrorCode.FORBIDDEN, chat.delete(scope, room, Optional.empty(), editor, message));
    assertThat(done(send(impostor, "c-1", "hello")).messageId()).isNotEqualTo(message);
    assertThat(history.require(scope, room, message).identity()).isEqualTo("server");
  }

  @Test
  void onlyTheAuthorOrWhoMayChangeAnyMessageChangesOne() {
    final MessageId message = done(send("c-1", "hello")).messageId();

    refused(ErrorCode.FORBIDDEN, chat.edit(scope, room, Optional.empty(), BOB, message, "goodbye"));
    refused(ErrorCode.FORBIDDEN, chat.delete(scope, room, Optional.empty(), BOB, message));
    done(chat.edit(scope, room, Optional.empty(), SERVER, message, "goodbye"));

    assertThat(history.require(scope, room, message).text()).isEqualTo("goodbye");
  }

  @Test
  void whatIsMissingOrDeletedCannotBeChanged() {
    final MessageId message = done(send("c-1", "hello")).messageId();
    done(chat.delete(scope, room, Optional.empty(), ADA_HERSELF, message));

    refused(
        ErrorCode.MESSAGE_NOT_FOUND,
        chat.edit(scope, room, Optional.empty(), ADA_HERSELF, message, "again"));
    refused(
        ErrorCode.MESSAGE_NOT_FOUND,
        chat.react(scope, room, Optional.empty(), "bob", message, "+1", false));
    refused(
        ErrorCode.MESSAGE_NOT_FOUND,
        chat.delete(scope, room, Optional.empty(), ADA_HERSELF, MessageId.random()));
    final RoomId other = rooms.forJoin(scope, "other", true, RoomOptions.NONE).id();
    final MessageId there = done(send("c-2", "hello")).messageId();
    refused(
        ErrorCode.MESSAGE_NOT_FOUND,
        chat.delete(scope, other, Optional.empty(), ADA_HERSELF, there));
  }

  @Test
  void reactionsAreASetAndDoingItTwiceIsNotAnEntry() {
    final MessageId message = done(send("c-1", "hello")).messageId();
    for (final String who : List.of("bob", "bob", "ada")) {
      done(chat.react(scope, room, Optional.empty(), who, message, "+1", false));
    }
    done(chat.react(scope, room, Optional.empty(), "bob", message, "👩‍💻", false));
    assertThat(history.require(scope, room, message).reactions())
        .isEqualTo(Map.of("+1", List.of("bob", "ada"), "👩‍💻", List.of("bob")));

    for (int i = 0; i < 2; i++) {
      done(chat.react(scope, room, Optional.empty(), "bob", message, "+1", true));
      done(chat.react(scope, room, Optional.empty(), "bob", message, "👩‍💻", true));
    }

    assertThat(history.require(scope, room, message).reactions())
        .isEqualTo(Map.of("+1", List.of("ada")));
    assertThat(types().stream().filter(EventType.MESSAGE_REACTED::equals)).hasSize(5);
  }

  @Test
  void aMessageTakesOnlySoManyReactions() {
    final MessageId message = done(send("c-1", "hello")).messageId();
    for (int i = 0; i < MessageChange.MAX_REACTIONS; i++) {
      done(chat.react(scope, room, Optional.empty(), "bob", message, "r" + i, false));
    }

    refused(
        ErrorCode.CONFLICT,
        chat.react(scope, room, Optional.empty(), "bob", message, "one more", false));
    done(chat.react(scope, room, Optional.empty(), "ada", message, "r0", false));
  }

  @Test
  void reactionsStaySmallEnoughToBeReadWithTheMessage() {
    final MessageId message = done(send("c-1", "hello")).messageId();
    final String longName = "é".repeat(120);
    final long taken =
        IntStream.range(0, MessageChange.MAX_IDENTITIES)
            .mapToObj(
                i -> chat.react(scope, room, Optional.empty(), longName + i, message, "👍", false))
            .map(CompletionStage::toCompletableFuture)
            .filter(answer -> answer.handle((done, failure) -> failure == null).join())
            .count();

    assertThat(taken).isBetween(100L, MessageChange.MAX_IDENTITIES - 1L);
    assertThat(wholeMessage(message).length()).isLessThan(20_000);
  }

  /** Each edit rewrites what the edits before it say, so that their number is the price of each. */
  @Test
  void aMessageTakesOnlySoManyEdits() {
    final MessageId message = done(send("c-1", "hello")).messageId();
    for (int i = 0; i < EventLog.MAX_EDITS; i++) {
      done(chat.edit(scope, room, Optional.empty(), ADA_HERSELF, message, "edit " + i));
    }

    refused(
        ErrorCode.CONFLICT,
        chat.edit(scope, room, Optional.empty(), ADA_HERSELF, message, "one more"));
    assertThat(history.require(scope, room, message).text())
        .isEqualTo("edit " + (EventLog.MAX_EDITS - 1));
    done(chat.react(scope, room, Optional.empty(), "bob", message, "👍", false));
    done(chat.delete(scope, room, Optional.empty(), ADA_HERSELF, message));
    assertThat(wholeLog()).doesNotContain("edit ");
  }

  static Stream<List<String>> badTexts() {
    return Stream.of(
        List.of("text", "c-1", ""),
        List.of("text", "c-1", "é".repeat(2048) + "a"),
        List.of("text", "c-1", "nul \0 inside"),
        List.of("text", "c-1", "half \ud83d pair"),
        List.of("clientId", "", "hello"),
        List.of("clientId", "c".repeat(65), "hello"),
        List.of("clientId", "c\n1", "hello"));
  }

  @ParameterizedTest
  @MethodSource("badTexts")
  void textThatCannotBeStoredIsRefusedAtOnce(final List<String> bad) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> send(bad.get(1), bad.get(2)))
        .satisfies(refused -> assertThat(refused.path()).contains(bad.getFirst()));
  }

  @Test
  void theLargestTextFits() {
    final String largest = "é".repeat(2048);

    final MessageId message = done(send("é".repeat(64), largest)).messageId();

    assertThat(history.require(scope, room, message).text()).isEqualTo(largest);
  }

  @Test
  void pagesGoBackFromTheNewest() {
    final List<Long> seqs =
        IntStream.range(0, 7).mapToObj(i -> done(send("c-" + i, "m" + i)).seq()).toList();

    final List<ChatMessage> newest = history.before(scope, room, Long.MAX_VALUE, 3);
    final List<ChatMessage> next = history.before(scope, room, newest.getLast().seq(), 10);

    assertThat(newest)
        .extracting(ChatMessage::seq)
        .containsExactlyElementsOf(seqs.subList(4, 7).reversed());
    assertThat(next).extracting(ChatMessage::text).containsExactly("m3", "m2", "m1", "m0");
  }

  @Test
  void anotherTenantReadsAndWritesNothing() {
    final MessageId message = done(send("c-1", "hello")).messageId();
    final Scope other = new Scope(tenants.create("other", true).id(), "key_other");

    assertThat(history.before(other, room, Long.MAX_VALUE, 10)).isEmpty();
    refused(
        ErrorCode.ROOM_NOT_FOUND,
        chat.send(other, room, Optional.empty(), ADA, "c-2", "hello", Map.of()));
    refused(
        ErrorCode.ROOM_NOT_FOUND,
        chat.delete(other, room, Optional.empty(), new Editor("ada", true), message));
  }

  private CompletionStage<Sent> send(
      final Author author, final String clientId, final String text) {
    return chat.send(scope, room, Optional.empty(), author, clientId, text, Map.of());
  }

  private CompletionStage<Sent> send(final String clientId, final String text) {
    return chat.send(scope, room, Optional.empty(), ADA, clientId, text, Map.of("mood", "fine"));
  }

  private List<EventType> types() {
    return log.read(scope, room, 0, 1000).stream().map(RoomEvent::type).toList();
  }

  private String wholeMessage(final MessageId message) {
    return log.find(scope, room, EventType.MESSAGE_CREATED, message.value()).orElseThrow().data();
  }

  private String wholeLog() {
    return log.read(scope, room, 0, 1000).toString();
  }

  private static <T> T done(final CompletionStage<T> answer) {
    return answer.toCompletableFuture().join();
  }

  private static void refused(final ErrorCode code, final CompletionStage<?> answer) {
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> done(answer))
        .havingCause()
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
