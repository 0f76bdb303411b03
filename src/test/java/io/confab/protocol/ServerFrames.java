package io.confab.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;

/** Reads what the server writes, as a client in Java would; refuses fields it does not know. */
public final class ServerFrames {
  private static final JsonMapper JSON =
      FrameJson.mapper()
          .rebuild()
          .addMixIn(ServerMessage.OkData.class, ByItsFields.class)
          .addModule(
              new SimpleModule("client")
                  .addDeserializer(Instant.class, new Time())
                  .addDeserializer(RawJson.class, new Tree()))
          .build();

  private ServerFrames() {}

  /** Reads one frame; fails the test that asks when it is none. */
  public static ServerMessage decode(final String frame) {
    try {
      return JSON.readValue(frame, ServerMessage.class);
    } catch (final JsonProcessingException e) {
      throw new AssertionError("Not a server frame: " + frame, e);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
  @JsonSubTypes({
    @JsonSubTypes.Type(ServerMessage.SignalHeld.class),
    @JsonSubTypes.Type(ServerMessage.ChatStored.class),
    @JsonSubTypes.Type(ServerMessage.HistoryPage.class)
  })
  private interface ByItsFields {}

  private static final class Time extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Time() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(final JsonParser in, final DeserializationContext context)
        throws IOException {
      return Instant.parse(in.getText());
    }
  }

  private static final class Tree extends StdDeserializer<RawJson> {
    private static final long serialVersionUID = 1L;

    Tree() {
      super(RawJson.class);
    }

    @Override
    public RawJson deserialize(final JsonParser in, final DeserializationContext context)
        throws IOException {
      return new RawJson(context.readTree(in).toString());
    }
  }
}
