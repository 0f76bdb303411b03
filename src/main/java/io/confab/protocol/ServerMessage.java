package io.confab.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.id.MeetingId;
import io.confab.id.MessageId;
import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.confab.id.SessionId;
import io.confab.id.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A frame from the server. Each record is one type; a component called optional may be null. */
@RegisterForReflection
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ServerMessage {

  /**
   * The answer to {@code hello}. Optional: name, iceExpiresAt. {@code resumed}: the session of the
   * ticket goes on; {@code signalsLost}: signals after the {@code lastSignal} are gone.
   */
  record Welcome(
      SessionId session,
      boolean resumed,
      boolean signalsLost,
      String identity,
      String name,
      TenantId tenant,
      String ticket,
      LimitsView limits,
      List<IceServer> iceServers,
      Instant iceExpiresAt,
      Instant tokenExpiresAt,
      TokenRenewal tokenRenewal,
      int heartbeatSeconds,
      String server,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Warning> warnings)
      implements ServerMessage {
    /** Without the ticket and the credentials. */
    @Override
    public String toString() {
      return "Welcome[session=" + session + ", tenant=" + tenant + "]";
    }
  }

  /** Something that works today and will not for ever. */
  record Warning(String code, String message) {}

  /** The answer to {@code join}: the room as it is now. Optional: meeting. */
  record Joined(
      RoomView room,
      MeetingId meeting,
      ParticipantView self,
      List<ParticipantView> participants,
      GrantsView grants,
      String cursor,
      boolean recovered,
      long missed)
      implements ServerMessage {}

  /** The receiver is no longer in the room. */
  record Left(RoomId room, LeaveReason reason) implements ServerMessage {}

  /** Who came, changed or went; changes of a moment in one frame. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Presence(
      RoomId room,
      List<ParticipantView> joined,
      List<ParticipantView> updated,
      List<Departure> left)
      implements ServerMessage {}

  /** A participant that is gone. */
  record Departure(ParticipantId id, long incarnation, String identity, LeaveReason reason) {}

  /** What a peer sent, word for word. {@code n} counts the signals of this session, from 1. */
  record Signal(RoomId room, ParticipantId from, long incarnation, long n, RawJson payload)
      implements ServerMessage {
    /** The same signal under another number. */
    public Signal numbered(final long number) {
      return new Signal(room, from, incarnation, number, payload);
    }
  }

  /** An entry of the log, and the cursor behind it. */
  record Event(String cursor, EventView event) implements ServerMessage {}

  /** Entries up to {@code seq} that the receiver may not see. */
  record Skip(RoomId room, long seq, String cursor) implements ServerMessage {}

  /** An application's own message. */
  record Data(RoomId room, ParticipantId from, String label, RawJson payload)
      implements ServerMessage {}

  /** A participant types, or has stopped. */
  record ChatTyping(RoomId room, ParticipantId from, boolean typing) implements ServerMessage {}

  /** A participant has read up to {@code seq}. */
  record ChatRead(RoomId room, ParticipantId from, long seq) implements ServerMessage {}

  /** The connection is alive; the last {@code seq} of each joined room. */
  record Heartbeat(Instant time, Map<RoomId, Long> heads) implements ServerMessage {}

  /** A newer resume ticket. */
  record Ticket(String ticket) implements ServerMessage {
    /** Without the ticket. */
    @Override
    public String toString() {
      return "Ticket[]";
    }
  }

  /** A renewed token for the next connection. */
  record Token(String token, Instant expiresAt) implements ServerMessage {
    /** Without the token. */
    @Override
    public String toString() {
      return "Token[expiresAt=" + expiresAt + "]";
    }
  }

  /** The token ends soon, and only the client can get a new one. */
  record TokenExpiring(Instant expiresAt) implements ServerMessage {}

  /** Fresh ICE servers. Optional: expiresAt. */
  record Ice(List<IceServer> iceServers, Instant expiresAt) implements ServerMessage {}

  /**
   * This node stops soon: connect again after the given time, while this connection still works.
   */
  record Drain(long reconnectInMs) implements ServerMessage {}

  /** The request with this id is done. Optional: data. */
  record Ok(String id, OkData data) implements ServerMessage {
    /** Done, and there is nothing more to say. */
    public Ok(final String id) {
      this(id, null);
    }
  }

  /** What an {@code ok} tells beyond success. */
  @RegisterForReflection
  sealed interface OkData {}

  /** The addressed participant is reconnecting: the signal waits for it. */
  record SignalHeld(boolean held) implements OkData {}

  /** The message is committed. */
  record ChatStored(MessageId messageId, long seq, Instant timestamp) implements OkData {}

  /** A page of the log. Optional: nextCursor. */
  record HistoryPage(List<EventView> events, String nextCursor, boolean hasMore)
      implements OkData {}

  /** Something failed; what, to which request and about what. Optional: all but the first three. */
  record Error(
      String id,
      ErrorCode code,
      String message,
      boolean retryable,
      String hint,
      Long retryAfterMs,
      String path,
      RoomId room,
      ParticipantId to,
      Long incarnation,
      String docs)
      implements ServerMessage {

    /** The code with its own sentence. */
    public static Error of(final ErrorCode code) {
      return new Error(
          null,
          code,
          code.text(),
          code.retryable(),
          code.hint(),
          null,
          null,
          null,
          null,
          null,
          code.docs());
    }

    /** With a sentence that fits the case better; null keeps the present one. */
    public Error withMessage(final String sentence) {
      final String told = sentence == null ? message : sentence;
      return new Error(
          id, code, told, retryable, hint, retryAfterMs, path, room, to, incarnation, docs);
    }

    /** As the answer to a request. */
    public Error withId(final String request) {
      return new Error(
          request, code, message, retryable, hint, retryAfterMs, path, room, to, incarnation, docs);
    }

    /** With the field at fault. */
    public Error withPath(final String field) {
      return new Error(
          id, code, message, retryable, hint, retryAfterMs, field, room, to, incarnation, docs);
    }

    /** With the time to wait before the next try. */
    public Error withRetryAfterMs(final long wait) {
      return new Error(id, code, message, retryable, hint, wait, path, room, to, incarnation, docs);
    }

    /** With the room it is about. */
    public Error withRoom(final RoomId about) {
      return new Error(
          id, code, message, retryable, hint, retryAfterMs, path, about, to, incarnation, docs);
    }

    /** With the peer it is about. */
    public Error withPeer(final ParticipantId peer, final long which) {
      return new Error(
          id, code, message, retryable, hint, retryAfterMs, path, room, peer, which, docs);
    }
  }
}
