import type { DeviceKind, Panel } from "./state.js";

/** What the parts may ask for. Nothing changes on screen until the SDK reports that it happened. */
export type Request =
  | { type: "join" }
  | { type: "leave" }
  | { type: "name"; name: string }
  | { type: "microphone"; on: boolean }
  | { type: "camera"; on: boolean }
  | { type: "screen"; on: boolean }
  | { type: "device"; kind: DeviceKind; id: string }
  | { type: "panel"; panel: Panel }
  | { type: "send"; text: string }
  | { type: "resend"; clientId: string }
  | { type: "older" }
  | { type: "typing"; on: boolean }
  | { type: "hear" }
  | { type: "sound" }
  | { type: "copied" }
  | { type: "dismiss"; key: string };

/** The event that carries a request up to `<confab-call>`; it does not leave the shadow root. */
export const REQUEST = "confab-request";
