package io.confab.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.confab.id.RoomId;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** JSON as strict as the wire: nothing unknown, nothing twice, nothing bent into another type. */
final class FrameJson {
  /** The deserialization attribute that holds the text being read. */
  static final Object SOURCE = "source";

  private FrameJson() {}

  static JsonMapper mapper() {
    final JsonMapper.Builder builder =
        JsonMapper.builder(factory())
            .addModule(module())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfig(LogicalType.Enum, FrameJson::textOnly)
            .withCoercionConfig(LogicalType.POJO, FrameJson::textOnly);
    FrameTypes.SERVER.forEach((name, type) -> builder.registerSubtypes(new NamedType(type, name)));
    return builder.build();
  }

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(WireLimit.DEPTH).build())
        .build();
  }

  private static void textOnly(final MutableCoercionConfig config) {
    config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
    config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
  }

  private static SimpleModule module() {
    return new SimpleModule("frames")
        .addSerializer(Instant.class, new Milliseconds())
        .addDeserializer(String.class, new Text())
        .addDeserializer(RawJson.class, new Slice())
        .addKeyDeserializer(RoomId.class, new RoomKey());
  }

  /** RFC 3339 in UTC with three decimals, always: one length, and it sorts as text. */
  private static final class Milliseconds extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter FORMAT =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    Milliseconds() {
      super(Instant.class);
    }

    @Override
    public void serialize(
        final Instant value, final JsonGenerator out, final SerializerProvider provider)
        throws IOException {
      out.writeString(FORMAT.format(value));
    }
  }

  /** Text that can be stored and sent on: no numbers, no lone surrogates, no NUL. */
  private static final class Text extends StdDeserializer<String> {
    private static final long serialVersionUID = 1L;

    Text() {
      super(String.class);
    }

    @Override
    public String deserialize(final JsonParser in, final DeserializationContext context)
        throws IOException {
      if (!in.hasToken(JsonToken.VALUE_STRING)) {
        return (String) context.handleUnexpectedToken(String.class, in);
      }
      final String text = in.getText();
      final boolean storable = Utf8.isWellFormed(text) && text.indexOf('\0') < 0;
      return Check.rule(storable, null, "The text holds U+0000 or a lone surrogate.", text);
    }
  }

  /** Cuts a value out of the text that is being read; see {@link #SOURCE}. */
  private static final class Slice extends StdDeserializer<RawJson> {
    private static final long serialVersionUID = 1L;

    Slice() {
      super(RawJson.class);
    }

    @Override
    public RawJson deserialize(final JsonParser in, final DeserializationContext context)
        throws IOException {
      final long start = in.currentTokenLocation().getCharOffset();
      in.skipChildren();
      in.finishToken();
      final long end = in.currentLocation().getCharOffset();
      final String source = (String) context.getAttribute(SOURCE);
      return new RawJson(source.substring((int) start, (int) end));
    }

    @Override
    public RawJson getNullValue(final DeserializationContext context) {
      return new RawJson("null");
    }

    @Override
    public Object getAbsentValue(final DeserializationContext context) {
      return null;
    }
  }

  private static final class RoomKey extends KeyDeserializer {
    @Override
    public RoomId deserializeKey(final String key, final DeserializationContext context) {
      try {
        return RoomId.of(key);
      } catch (final IllegalArgumentException e) {
        throw ProtocolException.badValue(key, e.getMessage());
      }
    }
  }
}
