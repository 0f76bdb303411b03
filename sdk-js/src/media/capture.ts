import { abortable } from "../connection/abort.js";
import { type ClientErrorCode, ConfabError } from "../errors.js";
import { LocalTrack, type Open, type TrackKind } from "./tracks.js";

/** Which devices to open. */
export interface Capture {
  /** `true` for the default microphone. */
  audio?: boolean | MediaTrackConstraints;
  /** `true` for the default camera. */
  video?: boolean | MediaTrackConstraints;
}

export interface CaptureError {
  kind: TrackKind;
  error: ConfabError;
}

export interface Captured {
  tracks: LocalTrack[];
  errors: CaptureError[];
}

type Wanted = Partial<Record<TrackKind, MediaTrackConstraints>>;
type Opened = { media: MediaStreamTrack[]; errors: CaptureError[] };

const defaults: Record<TrackKind, MediaTrackConstraints> = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } },
};

/**
 * Opens devices, each kind on its own where both together fail: a missing camera costs no sound.
 * Never rejects but for `aborted`.
 */
export async function capture(asked: Capture, signal?: AbortSignal): Promise<Captured> {
  const wanted: Wanted = {};
  for (const kind of ["audio", "video"] as const) {
    const given = asked[kind];
    if (given) wanted[kind] = { ...defaults[kind], ...(given === true ? {} : given) };
  }
  const opening = openAll(wanted);
  try {
    const { media, errors } = await abortable(opening, signal);
    return { tracks: media.map((track) => deviceTrack(track, wanted)), errors };
  } catch (aborted) {
    // The browser's prompt cannot be taken back; what it gives later is closed at once.
    void opening.then(({ media }) => stopAll(media));
    throw aborted;
  }
}

export function stopAll(tracks: readonly MediaStreamTrack[]): void {
  for (const track of tracks) track.stop();
}

function deviceTrack(track: MediaStreamTrack, wanted: Wanted): LocalTrack {
  const kind = track.kind as TrackKind;
  const open: Open = async (chosen) =>
    (await getMedia({ [kind]: chosen })).getTracks()[0] as MediaStreamTrack;
  const source = kind === "audio" ? "microphone" : "camera";
  return new LocalTrack({ source, track, open, constraints: wanted[kind] });
}

async function openAll(wanted: Wanted): Promise<Opened> {
  const kinds = Object.keys(wanted) as TrackKind[];
  if (kinds.length === 0) return { media: [], errors: [] };
  try {
    return { media: (await getMedia(wanted)).getTracks(), errors: [] };
  } catch (fault) {
    const error = fault as ConfabError;
    if (kinds.length === 1 || !(await worthSplitting(error))) {
      return { media: [], errors: kinds.map((kind) => ({ kind, error })) };
    }
    // One after the other: two prompts at once confuse people, and some browsers refuse the second.
    const parts: Opened[] = [];
    for (const kind of kinds) parts.push(await openAll({ [kind]: wanted[kind] }));
    return {
      media: parts.flatMap(({ media }) => media),
      errors: parts.flatMap(({ errors }) => errors),
    };
  }
}

/** After a refusal another prompt would annoy, unless the browser refuses just one of the two for good. */
async function worthSplitting({ code }: ConfabError): Promise<boolean> {
  if (code !== "permission_denied") return /^device/.test(code);
  const blocked = async (name: string) => {
    const query = navigator.permissions?.query({ name: name as PermissionName });
    return (await query?.catch(() => {}))?.state === "denied";
  };
  return (await blocked("camera")) !== (await blocked("microphone"));
}

/** `getUserMedia` with errors of ours. */
async function getMedia(wanted: Wanted): Promise<MediaStream> {
  const devices = mediaDevices();
  try {
    return await devices.getUserMedia(wanted);
  } catch (fault) {
    const names = [wanted.video && "camera", wanted.audio && "microphone"];
    throw captureError(fault, names.filter(Boolean).join(" or "));
  }
}

/** The browser's devices, or the error that says why there are none. */
export function mediaDevices(): MediaDevices {
  const devices = globalThis.navigator?.mediaDevices;
  if (devices) return devices;
  const insecure = globalThis.isSecureContext === false;
  throw new ConfabError(insecure ? "insecure_page" : "unsupported_browser");
}

const codes: Record<string, ClientErrorCode> = {
  NotAllowedError: "permission_denied",
  SecurityError: "permission_denied",
  NotFoundError: "device_missing",
  OverconstrainedError: "device_missing",
  TypeError: "invalid_options",
};

/** What the browser says (W3C mediacapture-main, section 10.2), in our words. */
export function captureError(cause: unknown, about: string): ConfabError {
  const code = codes[(cause as Error).name] ?? "device_busy";
  return new ConfabError(code, { about, cause });
}
