/** Mounts one scene: `?scene=nine&theme=dark`. */
import { register } from "../../src/element/register.js";
import { type Scene, scenes } from "./scenes.js";

const query = new URLSearchParams(location.search);
const scene: Scene = scenes[query.get("scene") ?? ""] ?? {};
Object.assign(globalThis, { scene, scenes });

register();
const call = document.createElement("confab-call");
const attributes = {
  "publishable-key": "cfb_pk_state_sheet",
  room: "studio-review",
  ...scene.attributes,
};
for (const [name, value] of Object.entries(attributes)) call.setAttribute(name, value);
const theme = query.get("theme");
if (theme) call.setAttribute("theme", theme);
document.body.append(call);

/** Names as people have them, in place of Chromium's fake ones. */
const names = {
  videoinput: "Studio Display Camera",
  audioinput: "Podium USB Microphone",
  audiooutput: "Studio Display Speakers",
};
const enumerate = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
navigator.mediaDevices.enumerateDevices = async () =>
  (await enumerate()).map(({ kind, deviceId, groupId }) => ({
    kind,
    deviceId,
    groupId,
    label: names[kind],
    toJSON: () => undefined,
  }));
