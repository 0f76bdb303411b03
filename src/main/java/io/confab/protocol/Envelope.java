package io.confab.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What stands on the outside of a frame. Reading it walks the whole text once, so that whatever
 * comes later finds one well-formed object, and a fault in a field can be answered by its id.
 *
 * @param type null when absent or no text
 * @param id null when absent or no text of a fitting length
 */
record Envelope(String type, String id) {

  static Envelope of(final String frame, final JsonFactory json) {
    if (frame.length() > WireLimit.FRAME_BYTES || Utf8.length(frame) > WireLimit.FRAME_BYTES) {
      throw new ProtocolException(
          CloseCode.FRAME_TOO_LARGE,
          "A frame holds at most " + WireLimit.FRAME_BYTES + " bytes of UTF-8.");
    }
    if (!Utf8.isWellFormed(frame)) {
      throw broken("The frame holds a surrogate without its partner.");
    }
    try (JsonParser parser = json.createParser(frame)) {
      return read(parser);
    } catch (final StreamConstraintsException e) {
      throw broken(
          "The frame is more than " + WireLimit.DEPTH + " levels deep, or a number is too long.");
    } catch (final JacksonException e) {
      throw broken(reason(e));
    } catch (final IOException e) {
      throw new UncheckedIOException("Reading from memory failed", e);
    }
  }

  private static Envelope read(final JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw broken("A frame is one JSON object.");
    }
    String type = null;
    String id = null;
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      final JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING && field.equals("type")) {
        type = parser.getText();
      } else if (value == JsonToken.VALUE_STRING && field.equals("id")) {
        id = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw broken("Something follows the JSON object.");
    }
    final boolean usable = id != null && Check.isLabel(id, WireLimit.LABEL_CHARS);
    return new Envelope(type, usable ? id : null);
  }

  /** The parser's own words, without the excerpts of the frame that it likes to add. */
  private static String reason(final JacksonException e) {
    final boolean duplicate = e.getOriginalMessage().startsWith("Duplicate");
    return duplicate ? "The frame has a field twice." : ErrorCode.PROTOCOL_ERROR.text();
  }

  private static ProtocolException broken(final String detail) {
    return new ProtocolException(CloseCode.PROTOCOL_ERROR, detail);
  }
}
