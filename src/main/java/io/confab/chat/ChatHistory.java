package io.confab.chat;

import io.confab.event.EventLog;
import io.confab.event.EventType;
import io.confab.id.MessageId;
import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.tenant.Scope;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Reads chat as it is now: edits and deletions are in the messages themselves. */
@Singleton
public final class ChatHistory {
  private static final Set<EventType> MESSAGES = Set.of(EventType.MESSAGE_CREATED);

  private final EventLog log;

  ChatHistory(final EventLog log) {
    this.log = log;
  }

  /** Messages before a {@code seq}, the newest first, at most {@code limit}. */
  public List<ChatMessage> before(
      final Scope scope, final RoomId room, final long seq, final int limit) {
    return log.readBefore(scope, room, seq, limit, MESSAGES).reversed().stream()
        .map(ChatMessage::of)
        .toList();
  }

  /** Finds a message; {@code message_not_found} where there is none. */
  public ChatMessage require(final Scope scope, final RoomId room, final MessageId message) {
    return log.find(scope, room, EventType.MESSAGE_CREATED, message.value())
        .map(ChatMessage::of)
        .orElseThrow(
            () -> new ApiException(ErrorCode.MESSAGE_NOT_FOUND, "There is no such message."));
  }
}
