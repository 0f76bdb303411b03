package io.confab.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns JSON text into client frames and server frames into JSON text. Safe for use by many
 * threads.
 */
@Singleton
public final class MessageCodec {
  private final JsonMapper json = FrameJson.mapper();
  private final ObjectWriter writer = json.writerFor(ServerMessage.class);
  private final Map<String, ObjectReader> readers = new HashMap<>();

  /** A codec with readers for every type. */
  public MessageCodec() {
    FrameTypes.CLIENT.forEach((name, type) -> readers.put(name, json.readerFor(type)));
  }

  /**
   * Reads one frame.
   *
   * @param frame the text of one WebSocket message
   * @throws ProtocolException for whatever is wrong with it, and nothing else
   */
  public ClientMessage decode(final String frame) {
    final Envelope envelope = Envelope.of(frame, json.getFactory());
    try {
      return read(frame, envelope);
    } catch (final ProtocolException e) {
      throw e.within("", envelope.id());
    }
  }

  /** Writes one frame. A broadcast is written once and sent to all. */
  public String encode(final ServerMessage message) {
    try {
      return writer.writeValueAsString(message);
    } catch (final JsonProcessingException e) {
      throw new IllegalStateException("A server frame cannot be written", e);
    }
  }

  private ClientMessage read(final String frame, final Envelope envelope) {
    final String type = Check.required("type", envelope.type());
    if (FrameTypes.RESERVED.contains(type)) {
      return new ClientMessage.Reserved(envelope.id(), type);
    }
    final ObjectReader reader = readers.get(type);
    if (reader == null) {
      throw new ProtocolException(ErrorCode.UNKNOWN_TYPE, ErrorCode.UNKNOWN_TYPE.text(), "type");
    }
    try {
      return reader.withAttribute(FrameJson.SOURCE, frame).readValue(frame);
    } catch (final JsonProcessingException e) {
      throw fault(e);
    }
  }

  /** The fault in the words of the protocol; Jackson's own would quote the frame. */
  private static ProtocolException fault(final JsonProcessingException e) {
    final List<JsonMappingException.Reference> references =
        e instanceof JsonMappingException mapping ? mapping.getPath() : Collections.emptyList();
    final String path = FieldPath.of(references);
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProtocolException inner) {
        return inner.within(path, null);
      }
      if (cause instanceof IllegalArgumentException inner) {
        return ProtocolException.badValue(path, inner.getMessage());
      }
    }
    return ProtocolException.badValue(path, Expectation.of(e));
  }
}
