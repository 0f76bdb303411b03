package io.confab.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.confab.protocol.LeaveReason;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;

/** What whoever holds a room is told over the {@link io.confab.cluster.RoomBus}. */
@RegisterForReflection
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RoomNotice.Evicted.class, name = "evicted"),
  @JsonSubTypes.Type(value = RoomNotice.Changed.class, name = "changed")
})
sealed interface RoomNotice {
  /** An identity has to go. */
  record Evicted(String identity, LeaveReason reason) implements RoomNotice {}

  /** The room's row changed, or is gone: read it again. */
  record Changed() implements RoomNotice {}

  /** The notice as the bus carries it. */
  default byte[] encode() {
    try {
      return Json.MAPPER.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A notice cannot be written", e);
    }
  }

  /** Reads what {@link #encode} wrote. */
  static RoomNotice decode(final byte[] bytes) {
    try {
      return Json.MAPPER.readValue(bytes, RoomNotice.class);
    } catch (IOException e) {
      throw new IllegalArgumentException("Not a notice", e);
    }
  }

  /** Keeps the mapper out of the interface's own members. */
  final class Json {
    private static final JsonMapper MAPPER =
        JsonMapper.builder()
            .enable(com.fasterxml.jackson.databind.MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private Json() {}
  }
}
