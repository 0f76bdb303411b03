import type { Request } from "./requests.js";
import type { CallState } from "./state.js";

/** What a key asks for. Single keys work only while the focus is inside the call and not in a field. */
export function shortcut(event: KeyboardEvent, state: CallState): Request | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || writing(event))
    return undefined;
  const inCall = state.phase === "joined";
  switch (event.key.toLowerCase()) {
    case "m":
      if (!state.may.microphone) return undefined;
      return { type: "microphone", on: !state.microphone.on };
    case "v":
      if (!state.may.camera) return undefined;
      return { type: "camera", on: !state.camera.on };
    case "c":
      if (!inCall || !state.chat.allowed) return undefined;
      return { type: "panel", panel: state.panel === "chat" ? "none" : "chat" };
    default:
      return undefined;
  }
}

function writing(event: KeyboardEvent): boolean {
  const { target } = event;
  return target instanceof Element && target.matches("input, textarea, select");
}
