package io.confab.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confab.id.MessageId;
import io.confab.id.ParticipantId;
import io.confab.id.RoomId;

/** Frames written by hand, with {@code '} for {@code "} and words for the ids. */
final class HandmadeFrames {
  static final RoomId ROOM = RoomId.random();

  private static final ParticipantId PEER = ParticipantId.random();
  private static final MessageId MESSAGE = MessageId.random();

  private HandmadeFrames() {}

  static String filled(final String frame) {
    return frame
        .replace('\'', '"')
        .replace("ROOM", ROOM.value())
        .replace("PEER", PEER.value())
        .replace("MSG", MESSAGE.value());
  }

  static String report(final String value) {
    return filled("{'type':'report','kind':'k','data':{'v':" + value + "}}");
  }

  static String update(final String fields) {
    return filled("{'type':'update','id':'u','room':'ROOM'," + fields + "}");
  }

  static String chat(final String text, final String clientId) {
    return filled("{'type':'chat.send','id':'1','room':'ROOM','clientId':'")
        + clientId
        + "\",\"text\":\""
        + text
        + "\"}";
  }

  static String signal(final String payload) {
    return filled("{'type':'signal','room':'ROOM','to':'PEER','incarnation':1,'payload':")
        + payload
        + "}";
  }

  static ProtocolException fault(final MessageCodec codec, final String frame) {
    final ProtocolException fault =
        catchThrowableOfType(ProtocolException.class, () -> codec.decode(frame));
    assertThat(fault).as(frame).isNotNull();
    return fault;
  }
}
