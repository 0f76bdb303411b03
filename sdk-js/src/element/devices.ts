import type { DeviceChoice, DeviceKind, Devices } from "./state.js";
import type { Translate } from "./strings.js";

const kinds = { audioinput: "microphone", videoinput: "camera", audiooutput: "speaker" } as const;

const canChooseSpeaker = () => "setSinkId" in (globalThis.HTMLMediaElement?.prototype ?? {});

/** The devices of this machine with names people can tell apart. Browsers name them only once one is allowed. */
export async function listDevices(t: Translate): Promise<Omit<Devices, "chosen">> {
  const found: Record<DeviceKind, DeviceChoice[]> = { microphone: [], camera: [], speaker: [] };
  const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  for (const device of all) {
    const kind = kinds[device.kind];
    if (!kind || device.deviceId === "" || (kind === "speaker" && !canChooseSpeaker())) continue;
    const number = found[kind].length + 1;
    const label = cleaned(device.label) || t("device_numbered", { kind: t(kind), number });
    found[kind].push({ id: device.deviceId, label });
  }
  return found;
}

/** Drops the USB ids that Chromium adds: "Webcam C920 (046d:082d)". */
function cleaned(label: string): string {
  return label.replace(/\s*\([0-9a-f]{4}:[0-9a-f]{4}\)$/i, "");
}
