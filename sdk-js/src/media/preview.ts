import type { ConfabError } from "../errors.js";
import { type Capture, type CaptureError, capture } from "./capture.js";
import type { LocalTrack, TrackKind } from "./tracks.js";

/** Devices opened before joining. Give it to `room.media.publish()`, or `stop()` it. */
export class LocalPreview {
  #tracks: LocalTrack[];
  #errors: CaptureError[];

  /** @internal */
  constructor(tracks: LocalTrack[], errors: CaptureError[]) {
    this.#tracks = tracks;
    this.#errors = errors;
  }

  get tracks(): readonly LocalTrack[] {
    return this.#tracks;
  }

  /** What could not be opened, per kind. */
  get errors(): readonly { kind: TrackKind; error: ConfabError }[] {
    return this.#errors;
  }

  /** Changes the device of a preview track; opens the device where there was none. */
  async useDevice(device: "microphone" | "camera", deviceId: string): Promise<void> {
    const track = this.#tracks.find(({ source }) => source === device);
    if (track) return track.useDevice(deviceId);
    const kind = device === "camera" ? "video" : "audio";
    const opened = await capture({ [kind]: { deviceId: { exact: deviceId } } });
    if (opened.errors[0]) throw opened.errors[0].error;
    this.#tracks = [...this.#tracks, ...opened.tracks];
    this.#errors = this.#errors.filter((error) => error.kind !== kind);
  }

  stop(): void {
    for (const track of this.#tracks) track.stop();
  }
}

/** Opens devices without a room. Never rejects for a missing or refused device: see `errors`. */
export async function createLocalPreview(
  wanted: Capture,
  options: { signal?: AbortSignal } = {},
): Promise<LocalPreview> {
  const { tracks, errors } = await capture(wanted, options.signal);
  return new LocalPreview(tracks, errors);
}
