package io.confab.protocol;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What this server lets one connection do.
 *
 * @param frameBytes a whole frame, in bytes of UTF-8
 * @param signalBytes the payload of a {@code signal}
 * @param chatBytes the text of a chat message
 * @param attributesBytes all keys and values of an attributes map
 * @param nameChars a display name, in characters
 * @param tracks published tracks of one participant
 * @param messagesPerSecond frames a second, over time; {@code signal} has a larger bucket of its
 *     own
 * @param burst frames at once, after a rest
 */
@RegisterForReflection
public record LimitsView(
    int frameBytes,
    int signalBytes,
    int chatBytes,
    int attributesBytes,
    int nameChars,
    int tracks,
    int messagesPerSecond,
    int burst) {

  /** The wire's own limits with the given rate. */
  public static LimitsView of(final int messagesPerSecond, final int burst) {
    return new LimitsView(
        WireLimit.FRAME_BYTES,
        WireLimit.SIGNAL_BYTES,
        WireLimit.CHAT_BYTES,
        WireLimit.ATTRIBUTES_BYTES,
        WireLimit.NAME_CHARS,
        WireLimit.TRACKS,
        messagesPerSecond,
        burst);
  }
}
