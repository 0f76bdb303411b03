package io.confab.protocol;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/** The name of each frame on the wire. Written out, because a native image needs to see it. */
final class FrameTypes {
  static final Map<String, Class<? extends ClientMessage>> CLIENT =
      Map.ofEntries(
          entry("hello", ClientMessage.Hello.class),
          entry("join", ClientMessage.Join.class),
          entry("leave", ClientMessage.Leave.class),
          entry("signal", ClientMessage.Signal.class),
          entry("update", ClientMessage.Update.class),
          entry("chat.send", ClientMessage.ChatSend.class),
          entry("chat.edit", ClientMessage.ChatEdit.class),
          entry("chat.delete", ClientMessage.ChatDelete.class),
          entry("chat.react", ClientMessage.ChatReact.class),
          entry("chat.read", ClientMessage.ChatRead.class),
          entry("chat.typing", ClientMessage.ChatTyping.class),
          entry("history", ClientMessage.History.class),
          entry("data", ClientMessage.Data.class),
          entry("ice.refresh", ClientMessage.IceRefresh.class),
          entry("token.refresh", ClientMessage.TokenRefresh.class),
          entry("report", ClientMessage.Report.class));

  static final Set<String> RESERVED =
      Set.of("call.invite", "call.accept", "call.decline", "call.cancel", "moderate");

  static final Map<String, Class<? extends ServerMessage>> SERVER =
      Map.ofEntries(
          entry("welcome", ServerMessage.Welcome.class),
          entry("joined", ServerMessage.Joined.class),
          entry("left", ServerMessage.Left.class),
          entry("presence", ServerMessage.Presence.class),
          entry("signal", ServerMessage.Signal.class),
          entry("event", ServerMessage.Event.class),
          entry("skip", ServerMessage.Skip.class),
          entry("data", ServerMessage.Data.class),
          entry("chat.typing", ServerMessage.ChatTyping.class),
          entry("chat.read", ServerMessage.ChatRead.class),
          entry("heartbeat", ServerMessage.Heartbeat.class),
          entry("ticket", ServerMessage.Ticket.class),
          entry("token", ServerMessage.Token.class),
          entry("tokenExpiring", ServerMessage.TokenExpiring.class),
          entry("ice", ServerMessage.Ice.class),
          entry("drain", ServerMessage.Drain.class),
          entry("ok", ServerMessage.Ok.class),
          entry("error", ServerMessage.Error.class));

  private FrameTypes() {}
}
