package io.confab.support;

import static io.confab.support.TestSocket.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.event.Cursor;

/** Frames that tests send, and what they read out of those that come. */
public final class Frames {
  private Frames() {}

  public static ObjectNode chat(final String room, final String clientId, final String text) {
    return frame("chat.send").put("room", room).put("clientId", clientId).put("text", text);
  }

  /** A signal to a participant of a snapshot. */
  public static ObjectNode signal(final String room, final JsonNode peer, final int number) {
    final ObjectNode signal =
        frame("signal")
            .put("room", room)
            .put("to", peer.get("id").asText())
            .put("incarnation", peer.get("incarnation").asLong());
    return signal.set("payload", payload(number));
  }

  public static ObjectNode payload(final int number) {
    return frame("anything").put("number", number).put("text", "ünïcode \"quoted\"");
  }

  public static ObjectNode data(final String room, final String text) {
    return frame("data").put("room", room).put("label", "test").put("payload", text);
  }

  public static ObjectNode leave(final String room) {
    return frame("leave").put("room", room);
  }

  public static ObjectNode join(final String room) {
    return frame("join").put("room", room);
  }

  /** The same frame with tracks of these sources. */
  public static ObjectNode withTracks(final ObjectNode frame, final String... sources) {
    final ArrayNode tracks = frame.putArray("tracks");
    for (final String source : sources) {
      tracks
          .addObject()
          .put("name", source)
          .put("source", source)
          .put("stream", "stream-of-" + source)
          .put("muted", false);
    }
    return frame;
  }

  /** The id of the room that a {@code joined} is about. */
  public static String roomOf(final JsonNode joined) {
    return joined.at("/room/id").asText();
  }

  /** The entry that a cursor stands behind. */
  public static long seqOf(final String cursor) {
    return Cursor.parse(cursor).orElseThrow().seq();
  }
}
