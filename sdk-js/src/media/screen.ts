import { abortable } from "../connection/abort.js";
import { ConfabError } from "../errors.js";
import { captureError, mediaDevices, stopAll } from "./capture.js";
import { LocalTrack } from "./tracks.js";

export interface ScreenShareOptions {
  /** Ask for the sound of the tab or system too. Default `true`. */
  audio?: boolean;
  video?: MediaTrackConstraints;
  signal?: AbortSignal;
}

/** Asks for a screen, window or tab. Call it from a click. Text stays sharp: frames are dropped before pixels are. */
export async function captureScreen(options: ScreenShareOptions): Promise<LocalTrack[]> {
  const devices = mediaDevices();
  if (!devices.getDisplayMedia) throw new ConfabError("unsupported_browser");
  const video = { frameRate: { ideal: 15, max: 30 }, ...options.video };
  const opening = devices.getDisplayMedia({ video, audio: options.audio ?? true });
  try {
    const shared = (await abortable(opening, options.signal)).getTracks();
    return shared.map((track) => {
      if (track.kind === "video") track.contentHint = "detail";
      const source = track.kind === "video" ? "screen" : "screen_audio";
      return new LocalTrack({ source, track, owned: true });
    });
  } catch (fault) {
    if (fault instanceof ConfabError) {
      void opening.then((late) => stopAll(late.getTracks()));
      throw fault;
    }
    throw captureError(fault, "screen");
  }
}
