package io.confab.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.confab.protocol.LeaveReason;
import io.confab.room.Ban;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.time.Instant;

/** What whoever holds a room is told over the {@link io.confab.cluster.RoomBus}. */
@RegisterForReflection
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RoomNotice.Evicted.class, name = "evicted"),
  @JsonSubTypes.Type(value = RoomNotice.BanChanged.class, name = "banChanged"),
  @JsonSubTypes.Type(value = RoomNotice.Changed.class, name = "changed")
})
sealed interface RoomNotice {
  /** An identity has to go. */
  record Evicted(String identity, LeaveReason reason) implements RoomNotice {}

  /**
   * An identity has to go and may not come back, or may again.
   *
   * @param untilMillis when the ban ends, in milliseconds since 1970; 0 for one that was lifted
   */
  record BanChanged(String identity, long untilMillis) implements RoomNotice {
    static BanChanged to(final Ban ban) {
      return new BanChanged(
          ban.identity(), ban.expiresAt().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
    }

    static BanChanged lifted(final String identity) {
      return new BanChanged(identity, 0);
    }
  }

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
