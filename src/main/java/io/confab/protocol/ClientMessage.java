package io.confab.protocol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.confab.id.MessageId;
import io.confab.id.ParticipantId;
import io.confab.id.RoomId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/**
 * A frame from a client. Each record is one type; its constructor refuses bad values with {@link
 * ProtocolException}. A component called optional is null when the frame did not have it.
 */
@RegisterForReflection
@JsonIgnoreProperties("type") // read before the record is chosen
public sealed interface ClientMessage {

  /**
   * Names the request: its answer, exactly one {@code ok} or {@code error}, bears the same id. Null
   * asks for no answer; then only a failure is told.
   */
  String id();

  /** Says who connects; the first frame. Optional: sdk, ticket, cursors, lastSignal. */
  record Hello(
      String id,
      String token,
      String sdk,
      String ticket,
      Map<RoomId, String> cursors,
      Long lastSignal)
      implements ClientMessage {
    public Hello {
      Check.id(id);
      Check.label("token", token, WireLimit.TOKEN_CHARS);
      Check.optionalLabel("sdk", sdk, WireLimit.LABEL_CHARS);
      Check.optionalLabel("ticket", ticket, WireLimit.OPAQUE_CHARS);
      cursors = cursors == null ? Map.of() : cursors;
      Check.entries("cursors", cursors.values(), WireLimit.LIST);
      cursors.values().forEach(c -> Check.label("cursors", c, WireLimit.OPAQUE_CHARS));
      cursors = Map.copyOf(cursors);
      Check.range("lastSignal", lastSignal == null ? 0 : lastSignal, 0, WireLimit.NUMBER);
    }

    /** Without the token. */
    @Override
    public String toString() {
      return "Hello[id=" + id + ", sdk=" + sdk + "]";
    }
  }

  /** Enters a room, by its name or id. Optional: cursor, name, tracks. */
  record Join(String id, String room, String cursor, String name, List<TrackView> tracks)
      implements ClientMessage {
    public Join {
      Check.id(id);
      Check.label("room", room, WireLimit.LABEL_CHARS);
      Check.optionalLabel("cursor", cursor, WireLimit.OPAQUE_CHARS);
      Check.optionalName(name);
      tracks = tracks == null ? List.of() : Check.list("tracks", tracks, WireLimit.TRACKS);
    }
  }

  /** Leaves a room for good. */
  record Leave(String id, RoomId room) implements ClientMessage {
    public Leave {
      Check.id(id);
      Check.required("room", room);
    }
  }

  /** A message to one incarnation of one participant, relayed word for word. Optional: id. */
  record Signal(String id, RoomId room, ParticipantId to, long incarnation, RawJson payload)
      implements ClientMessage {
    public Signal {
      Check.optionalId(id);
      Check.required("room", room);
      Check.required("to", to);
      Check.incarnation(incarnation);
      Check.object("payload", payload, WireLimit.SIGNAL_BYTES);
    }
  }

  /** Changes what others see of the sender. Each of name, attributes, tracks replaces its field. */
  record Update(
      String id, RoomId room, String name, Map<String, String> attributes, List<TrackView> tracks)
      implements ClientMessage {
    public Update {
      Check.id(id);
      Check.required("room", room);
      Check.optionalName(name);
      attributes = Check.attributes(attributes);
      tracks = Check.list("tracks", tracks, WireLimit.TRACKS);
    }
  }

  /** Stores a chat message; a retry with the same client id is the same message. */
  record ChatSend(
      String id, RoomId room, String clientId, String text, Map<String, String> attributes)
      implements ClientMessage {
    public ChatSend {
      Check.id(id);
      Check.required("room", room);
      Check.label("clientId", clientId, WireLimit.LABEL_CHARS);
      Check.bytes("text", text, WireLimit.CHAT_BYTES);
      attributes = Check.attributesOrNone(attributes);
    }

    /** Without the text. */
    @Override
    public String toString() {
      return "ChatSend[id=" + id + ", room=" + room + ", clientId=" + clientId + "]";
    }
  }

  /** Replaces the text of an own message. */
  record ChatEdit(String id, RoomId room, MessageId messageId, String text)
      implements ClientMessage {
    public ChatEdit {
      Check.id(id);
      Check.required("room", room);
      Check.required("messageId", messageId);
      Check.bytes("text", text, WireLimit.CHAT_BYTES);
    }

    /** Without the text. */
    @Override
    public String toString() {
      return "ChatEdit[id=" + id + ", room=" + room + ", messageId=" + messageId + "]";
    }
  }

  /** Deletes an own message, or a moderator any; its place in the log stays. */
  record ChatDelete(String id, RoomId room, MessageId messageId) implements ClientMessage {
    public ChatDelete {
      Check.id(id);
      Check.required("room", room);
      Check.required("messageId", messageId);
    }
  }

  /** Adds a reaction to a message, or removes it. Optional: remove (false). */
  record ChatReact(String id, RoomId room, MessageId messageId, String reaction, Boolean remove)
      implements ClientMessage {
    public ChatReact {
      Check.id(id);
      Check.required("room", room);
      Check.required("messageId", messageId);
      Check.label("reaction", reaction, WireLimit.REACTION_CHARS);
      remove = remove != null && remove;
    }
  }

  /** Tells the others how far the sender has read. Optional: id. */
  record ChatRead(String id, RoomId room, long seq) implements ClientMessage {
    public ChatRead {
      Check.optionalId(id);
      Check.required("room", room);
      Check.seq(seq);
    }
  }

  /** Tells the others that the sender types, or has stopped. Optional: id. */
  record ChatTyping(String id, RoomId room, boolean typing) implements ClientMessage {
    public ChatTyping {
      Check.optionalId(id);
      Check.required("room", room);
    }
  }

  /** Reads a page of the room's log. Optional: before or after, not both; limit; types. */
  record History(
      String id, RoomId room, String before, String after, Integer limit, List<String> types)
      implements ClientMessage {
    public History {
      Check.id(id);
      Check.required("room", room);
      Check.optionalLabel("before", before, WireLimit.OPAQUE_CHARS);
      Check.optionalLabel("after", after, WireLimit.OPAQUE_CHARS);
      Check.rule(before == null || after == null, "after", "Give before or after, not both.", null);
      limit = limit == null ? WireLimit.HISTORY_PAGE_DEFAULT : limit;
      Check.range("limit", limit, 1, WireLimit.HISTORY_PAGE);
      types = types == null ? List.of() : Check.list("types", types, WireLimit.LIST);
    }
  }

  /** An application's own message, to some or to all others. Optional: id, to (null: all). */
  record Data(String id, RoomId room, List<ParticipantId> to, String label, RawJson payload)
      implements ClientMessage {
    public Data {
      Check.optionalId(id);
      Check.required("room", room);
      to = Check.list("to", to, WireLimit.LIST);
      Check.label("label", label, WireLimit.LABEL_CHARS);
      Check.required("payload", payload);
    }
  }

  /** Asks for fresh TURN credentials. */
  record IceRefresh(String id) implements ClientMessage {
    public IceRefresh {
      Check.id(id);
    }
  }

  /** Brings a new token for the same identity. */
  record TokenRefresh(String id, String token) implements ClientMessage {
    public TokenRefresh {
      Check.id(id);
      Check.label("token", token, WireLimit.TOKEN_CHARS);
    }

    /** Without the token. */
    @Override
    public String toString() {
      return "TokenRefresh[id=" + id + "]";
    }
  }

  /** A measurement or complaint of the client. Optional: id, room. */
  record Report(String id, String kind, RoomId room, RawJson data) implements ClientMessage {
    public Report {
      Check.optionalId(id);
      Check.label("kind", kind, WireLimit.LABEL_CHARS);
      Check.object("data", data, WireLimit.SIGNAL_BYTES);
    }
  }

  /** A type whose place is kept for later work; of its fields only id is read. */
  record Reserved(String id, String type) implements ClientMessage {
    public Reserved {
      Check.optionalId(id);
    }
  }
}
