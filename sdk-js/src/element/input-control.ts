import type { ControlState } from "./control-view.js";
import type { CallState } from "./state.js";

/** How the buttons of microphone and camera look, before the call and in it. */
export function inputControl(
  name: "microphone" | "camera",
  { t, [name]: device }: CallState,
): ControlState {
  const microphone = name === "microphone";
  const label = microphone
    ? device.on
      ? "mute"
      : "unmute"
    : device.on
      ? "camera_stop"
      : "camera_start";
  return {
    name,
    label: t(label),
    icon: device.on ? name : `${name}-off`,
    look: device.on ? "plain" : "off",
    busy: device.busy,
    shortcut: microphone ? "m" : "v",
  };
}
