package io.confab.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.confab.protocol.GoldenFrames.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code openapi/signaling.asyncapi.yaml} against the code, in both directions. */
class AsyncApiTest {
  private static final Map<String, Class<?>> PARTS =
      Map.ofEntries(
          Map.entry("participant", ParticipantView.class),
          Map.entry("participantGrants", ParticipantView.Grants.class),
          Map.entry("departure", ServerMessage.Departure.class),
          Map.entry("track", TrackView.class),
          Map.entry("grants", GrantsView.class),
          Map.entry("room", RoomView.class),
          Map.entry("event", EventView.class),
          Map.entry("limits", LimitsView.class),
          Map.entry("iceServer", IceServer.class),
          Map.entry("warning", ServerMessage.Warning.class),
          Map.entry("signalHeld", ServerMessage.SignalHeld.class),
          Map.entry("chatStored", ServerMessage.ChatStored.class),
          Map.entry("historyPage", ServerMessage.HistoryPage.class));

  private static final JsonMapper JSON = FrameJson.mapper();
  private static JsonNode document;

  private final MessageCodec codec = new MessageCodec();

  @BeforeAll
  static void read() throws IOException {
    final Path file = Path.of("openapi", "signaling.asyncapi.yaml");
    document = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
  }

  static List<Golden> client() {
    return GoldenFrames.of("client");
  }

  static List<Golden> server() {
    return GoldenFrames.of("server");
  }

  @Test
  void theMessagesAreTheFrameTypes() {
    final Set<String> types =
        Stream.of(
                prefixed("client.", FrameTypes.CLIENT.keySet()),
                prefixed("client.", FrameTypes.RESERVED),
                prefixed("server.", FrameTypes.SERVER.keySet()))
            .flatMap(s -> s)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(names("/components/messages")).isEqualTo(types);
    assertThat(names("/channels/connect/messages")).isEqualTo(types);
  }

  @Test
  void everyClientFrameIsAnOperationAndEveryServerFrameIsSent() {
    final Set<String> used = new TreeSet<>();
    at("/operations").forEach(operation -> used.addAll(messagesOf(operation)));
    assertThat(used).isEqualTo(names("/components/messages"));
  }

  @Test
  void theFieldsOfFramesAreTheComponentsOfTheRecords() {
    FrameTypes.CLIENT.forEach((type, record) -> sameFields("client." + type, record, "type"));
    FrameTypes.SERVER.forEach((type, record) -> sameFields("server." + type, record, "type"));
    FrameTypes.RESERVED.forEach(
        type -> sameFields("client." + type, ClientMessage.Reserved.class, "type"));
  }

  @Test
  void theFieldsOfPartsAreTheComponentsOfTheRecords() {
    PARTS.forEach((name, record) -> sameFields(name, record));
  }

  @Test
  void everyExampleIsAGoldenFrameAndTheReverse() {
    final List<String> shown =
        at("/components/messages").findValues("examples").stream()
            .flatMap(examples -> examples.findValuesAsText("$ref").stream())
            .toList();

    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(client().stream(), server().stream())
                .map(golden -> "./examples/" + golden.name() + ".json")
                .toList());
  }

  /** What the document calls required is refused when missing; the rest is not missed. */
  @ParameterizedTest
  @MethodSource("client")
  void requiredIsWhatTheCodecRequires(final Golden golden) throws Exception {
    final ObjectNode frame = (ObjectNode) JSON.readTree(golden.text());
    final List<String> required = texts(schemaOf("client", frame).get("required"));

    for (final String field : names(frame)) {
      final String without = frame.deepCopy().without(field).toString();
      final Throwable fault = catchThrowable(() -> codec.decode(without));
      assertThat(fault != null).as(field).isEqualTo(required.contains(field));
    }
  }

  @ParameterizedTest
  @MethodSource("server")
  void aServerFrameHasWhatIsRequired(final Golden golden) throws Exception {
    final JsonNode frame = JSON.readTree(golden.text());
    assertThat(names(frame)).containsAll(texts(schemaOf("server", frame).get("required")));

    if (frame.has("event")) {
      final JsonNode event = frame.get("event");
      final JsonNode schema = schema("eventData." + event.get("type").asText());
      assertThat(names(event.get("data"))).containsAll(texts(schema.path("required")));
      assertThat(names(schema.path("properties"))).containsAll(names(event.get("data")));
    }
  }

  @Test
  void theCodesAreTheEnums() {
    assertThat(texts(schema("errorCode").get("x-extensible-enum")))
        .containsExactlyElementsOf(Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
    assertThat(texts(schema("leaveReason").get("x-extensible-enum")))
        .containsExactlyElementsOf(
            Arrays.stream(LeaveReason.values()).map(LeaveReason::code).toList());
    assertThat(texts(at("/components/schemas/track/properties/source/enum")))
        .containsExactlyElementsOf(
            Arrays.stream(TrackSource.values()).map(TrackSource::code).toList());
  }

  @Test
  void theCloseCodesAreTheEnum() {
    final List<String> rows =
        Arrays.stream(CloseCode.values())
            .map(c -> c.code() + c.reason() + c.comeBack() + c.text())
            .toList();
    assertThat(at("/channels/connect/x-close-codes"))
        .map(
            row ->
                Stream.of("code", "reason", "comeBack", "description")
                    .map(field -> row.get(field).asText())
                    .collect(Collectors.joining()))
        .containsExactlyElementsOf(rows);
  }

  @ParameterizedTest
  @CsvSource({
    "requestId/maxLength, 64",
    "label/maxLength, 64",
    "token/maxLength, " + WireLimit.TOKEN_CHARS,
    "cursor/maxLength, " + WireLimit.OPAQUE_CHARS,
    "name/maxLength, " + WireLimit.NAME_CHARS,
    "tracks/maxItems, " + WireLimit.TRACKS,
    "attributes/maxProperties, " + WireLimit.LIST,
    "client.data/properties/to/maxItems, " + WireLimit.LIST,
    "client.chat.react/properties/reaction/maxLength, " + WireLimit.REACTION_CHARS,
    "client.history/properties/limit/maximum, " + WireLimit.HISTORY_PAGE,
    "client.history/properties/limit/default, " + WireLimit.HISTORY_PAGE_DEFAULT
  })
  void theBoundsAreThoseOfTheWire(final String place, final int bound) {
    assertThat(at("/components/schemas/" + place).asInt()).isEqualTo(bound);
  }

  private static void sameFields(
      final String schema, final Class<?> record, final String... besides) {
    final Set<String> fields =
        JSON
            .getSerializationConfig()
            .introspect(JSON.constructType(record))
            .findProperties()
            .stream()
            .map(property -> property.getName())
            .collect(Collectors.toCollection(TreeSet::new));
    fields.addAll(List.of(besides));
    assertThat(names(schema(schema).get("properties"))).as(schema).isEqualTo(fields);
  }

  private static Set<String> messagesOf(final JsonNode operation) {
    return Stream.of(operation.at("/messages"), operation.at("/reply/messages"))
        .flatMap(list -> list.findValuesAsText("$ref").stream())
        .map(reference -> reference.replaceFirst(".*/", ""))
        .collect(Collectors.toSet());
  }

  private static JsonNode schemaOf(final String direction, final JsonNode frame) {
    return schema(direction + "." + frame.get("type").asText());
  }

  private static JsonNode schema(final String name) {
    final JsonNode schema = at("/components/schemas/" + name);
    return schema.has("$ref") ? at(schema.get("$ref").asText().substring(1)) : schema;
  }

  private static JsonNode at(final String pointer) {
    final JsonNode node = document.at(pointer);
    assertThat(node.isMissingNode()).as(pointer).isFalse();
    return node;
  }

  private static Set<String> names(final String pointer) {
    return names(at(pointer));
  }

  private static Set<String> names(final JsonNode object) {
    final Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(final JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static Stream<String> prefixed(final String prefix, final Collection<String> names) {
    return names.stream().map(name -> prefix + name);
  }
}
