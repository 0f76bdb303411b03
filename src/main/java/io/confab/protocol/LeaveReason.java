package io.confab.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/** Why a participant is no longer in a room. */
@RegisterForReflection
public enum LeaveReason {
  /** It asked to. */
  LEFT,
  /** The same identity joined the room from elsewhere. */
  REPLACED,
  /** A moderator or the REST API took it out. */
  REMOVED,
  /** Its identity was banned. */
  BANNED,
  /** The room was deleted. */
  ROOM_DELETED,
  /** Its token expired and nothing renewed it. */
  TOKEN_EXPIRED,
  /** Its key, token or tenant was revoked. */
  REVOKED,
  /** Its connection was lost and did not come back in time; told to others only. */
  CONNECTION_LOST;

  /** The name on the wire, in {@code snake_case}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
