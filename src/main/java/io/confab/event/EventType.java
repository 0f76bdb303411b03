package io.confab.event;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every type of log entry, under the name that the log, the socket and REST share. */
public enum EventType {
  ROOM_CREATED("room.created"),
  ROOM_UPDATED("room.updated"),
  ROOM_STARTED("room.started"),
  ROOM_ENDED("room.ended"),
  PARTICIPANT_JOINED("participant.joined"),
  PARTICIPANT_LEFT("participant.left"),
  PARTICIPANT_UPDATED("participant.updated"),
  PARTICIPANT_REMOVED("participant.removed"),
  PARTICIPANT_BANNED("participant.banned"),
  MESSAGE_CREATED("message.created"),
  MESSAGE_EDITED("message.edited"),
  MESSAGE_DELETED("message.deleted"),
  MESSAGE_REACTED("message.reacted");

  private static final Map<String, EventType> BY_WIRE_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

  private final String wireName;

  EventType(final String wireName) {
    this.wireName = wireName;
  }

  /** The name on the wire and in the table, {@code noun.pastVerb}. */
  public String wireName() {
    return wireName;
  }

  /** Whether reading the entry takes the {@code chat} grant. */
  public boolean isChat() {
    return wireName.startsWith("message.");
  }

  /** The type of a stored row. A row of an unknown type was written by a newer version. */
  public static EventType ofWireName(final String wireName) {
    final EventType type = BY_WIRE_NAME.get(wireName);
    if (type == null) {
      throw new IllegalArgumentException("Unknown event type " + wireName);
    }
    return type;
  }
}
