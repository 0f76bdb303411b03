package io.confab.signaling;

import io.confab.problem.ApiException;
import io.confab.protocol.ClientMessage;
import io.confab.protocol.CloseCode;
import io.confab.protocol.ErrorCode;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;

/** Hands each frame to whoever handles it: one switch, one call per arm. */
@Singleton
final class Dispatcher {
  private final Workers workers;
  private final Greeter greeter;
  private final Joiner joiner;
  private final RoomDesk rooms;
  private final ChatDesk chat;
  private final HistoryReader history;

  Dispatcher(
      final Workers workers,
      final Greeter greeter,
      final Joiner joiner,
      final RoomDesk rooms,
      final ChatDesk chat,
      final HistoryReader history) {
    this.workers = workers;
    this.greeter = greeter;
    this.joiner = joiner;
    this.rooms = rooms;
    this.chat = chat;
    this.history = history;
  }

  /**
   * Handles a frame. Runs on the event loop.
   *
   * @return what the next frame of this client has to wait for, or null
   */
  CompletionStage<?> dispatch(final Client client, final ClientMessage message) {
    if (client.connection().closedFor().isPresent()) {
      return null;
    }
    try {
      if (client.session().isEmpty() && !(message instanceof ClientMessage.Hello)) {
        throw new ApiException(ErrorCode.HELLO_REQUIRED, ErrorCode.HELLO_REQUIRED.text());
      }
      return route(client, message);
    } catch (RuntimeException e) {
      refuse(client, message, e);
      return null;
    }
  }

  private CompletionStage<?> route(final Client client, final ClientMessage message) {
    return switch (message) {
      case ClientMessage.Hello hello ->
          answered(client, hello, workers.run(() -> greeter.greet(client, hello)));
      case ClientMessage.TokenRefresh refresh ->
          answered(client, refresh, workers.run(() -> greeter.refreshToken(client, refresh)));
      case ClientMessage.IceRefresh refresh -> now(() -> greeter.refreshIce(client, refresh));
      case ClientMessage.Join join ->
          answered(client, join, workers.run(() -> joiner.join(client, join)));
      case ClientMessage.History page ->
          answered(client, page, workers.run(() -> history.read(client, page)));
      case ClientMessage.Leave leave -> now(() -> rooms.leave(client, leave));
      case ClientMessage.Signal signal -> now(() -> rooms.signal(client, signal));
      case ClientMessage.Data data -> now(() -> rooms.data(client, data));
      case ClientMessage.Update update -> now(() -> rooms.update(client, update));
      case ClientMessage.ChatTyping typing -> now(() -> chat.typing(client, typing));
      case ClientMessage.ChatRead read -> now(() -> chat.read(client, read));
      case ClientMessage.ChatSend send -> now(() -> chat.send(client, send));
      case ClientMessage.ChatEdit edit -> now(() -> chat.edit(client, edit));
      case ClientMessage.ChatDelete delete -> now(() -> chat.delete(client, delete));
      case ClientMessage.ChatReact react -> now(() -> chat.react(client, react));
      case ClientMessage.Report report -> now(() -> client.ok(report.id(), null));
      case ClientMessage.Reserved _ ->
          throw new ApiException(ErrorCode.NOT_SUPPORTED, ErrorCode.NOT_SUPPORTED.text());
    };
  }

  /** For what stays in memory: done when it returns. */
  private static CompletionStage<?> now(final Runnable action) {
    action.run();
    return null;
  }

  /** For what takes a signature or the database: the client's next frame waits for it. */
  private static CompletionStage<?> answered(
      final Client client, final ClientMessage message, final CompletionStage<Void> work) {
    return work.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            refuse(client, message, failure);
          }
        });
  }

  private static void refuse(
      final Client client, final ClientMessage message, final Throwable failure) {
    final ApiException refusal = Refusals.of(failure);
    if (message instanceof ClientMessage.Hello) {
      final CloseCode code = Refusals.closeCode(refusal.code());
      client.close(code, Refusals.lastFrame(code, refusal).withId(message.id()));
    } else {
      client.send(Refusals.about(message, Refusals.frame(refusal)));
    }
  }
}
