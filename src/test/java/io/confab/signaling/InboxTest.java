package io.confab.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.protocol.ClientMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final List<String> handled = new ArrayList<>();
  private CompletableFuture<Void> decision;
  private final Inbox inbox = new Inbox(10, Runnable::run, this::handle);

  @Test
  void shouldHoldFramesBackWhileAJoinIsDecided() {
    inbox.offer(frame("join"));
    for (int i = 1; i <= 10; i++) {
      assertThat(inbox.offer(frame("signal" + i))).isTrue();
    }
    assertThat(handled).containsExactly("join");

    decision.complete(null);

    assertThat(handled).hasSize(11).startsWith("join", "signal1").endsWith("signal10");
  }

  @Test
  void shouldGoOnAfterARefusedJoin() {
    inbox.offer(frame("join"));
    inbox.offer(frame("next"));

    decision.completeExceptionally(new IllegalStateException("refused"));

    assertThat(handled).containsExactly("join", "next");
  }

  @Test
  void shouldHoldBackAgainForTheNextDecision() {
    inbox.offer(frame("join"));
    inbox.offer(frame("join2"));
    inbox.offer(frame("signal"));

    final CompletableFuture<Void> first = decision;
    first.complete(null);
    assertThat(handled).containsExactly("join", "join2");
    decision.complete(null);

    assertThat(handled).containsExactly("join", "join2", "signal");
  }

  @Test
  void shouldRefuseMoreThanItsBound() {
    inbox.offer(frame("join"));
    for (int i = 0; i < 10; i++) {
      inbox.offer(frame("waiting"));
    }

    assertThat(inbox.offer(frame("one too many"))).isFalse();
  }

  private CompletionStage<?> handle(final ClientMessage message) {
    handled.add(message.id());
    if (!message.id().startsWith("join")) {
      return null;
    }
    decision = new CompletableFuture<>();
    return decision;
  }

  private static ClientMessage frame(final String id) {
    return new ClientMessage.IceRefresh(id);
  }
}
