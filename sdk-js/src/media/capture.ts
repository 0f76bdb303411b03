import { abortable } from "../connection/abort.js";
import { ConfabError } from "../errors.js";
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

const defaults: Record<TrackKind, MediaTrackConstraints> = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } },
};

/**
 * Opens devices, each kind on its own where both together fail: a missing camera costs no sound.
 * Never rejects but for `aborted`; `stream` is what the tracks are played in step by.
 */
export async function capture(
  wanted: Capture,
  stream: MediaStream,
  signal?: AbortSignal,
): Promise<Captured> {
  const kinds = (["audio", "video"] as const).filter((kind) => wanted[kind]);
  const constraints = new Map(kinds.map((kind) => [kind, constraintsFor(kind, wanted[kind])]));
  const opening = openAll(constraints);
  try {
    const { media, errors } = await abortable(opening, signal);
    const tracks = media.map((track) => deviceTrack(track, stream, constraints));
    return { tracks, errors };
  } catch (aborted) {
    // The browser's prompt cannot be taken back; what it gives later is closed at once.
    void opening.then(({ media }) => stopAll(media));
    throw aborted;
  }
}

export function stopAll(tracks: readonly MediaStreamTrack[]): void {
  for (const track of tracks) track.stop();
}

function constraintsFor(
  kind: TrackKind,
  wanted: boolean | MediaTrackConstraints | undefined,
): MediaTrackConstraints {
  return { ...defaults[kind], ...(typeof wanted === "object" && wanted) };
}

function deviceTrack(
  track: MediaStreamTrack,
  stream: MediaStream,
  constraints: ReadonlyMap<TrackKind, MediaTrackConstraints>,
): LocalTrack {
  const kind = track.kind as TrackKind;
  const open: Open = async (chosen) => {
    const [opened] = (await getMedia({ [kind]: chosen })).getTracks();
    if (!opened) throw new ConfabError("device_missing");
    return opened;
  };
  const source = kind === "audio" ? "microphone" : "camera";
  return new LocalTrack({ source, track, stream, open, constraints: constraints.get(kind) });
}

type Constraints = ReadonlyMap<TrackKind, MediaTrackConstraints>;
type Opened = { media: MediaStreamTrack[]; errors: CaptureError[] };

async function openAll(constraints: Constraints): Promise<Opened> {
  if (constraints.size === 0) return { media: [], errors: [] };
  try {
    const stream = await getMedia(Object.fromEntries(constraints));
    return { media: stream.getTracks(), errors: [] };
  } catch (fault) {
    const error = fault as ConfabError;
    const kinds = [...constraints.keys()];
    const alone = kinds.length === 1 || !(await worthSplitting(error));
    if (alone) return { media: [], errors: kinds.map((kind) => ({ kind, error })) };
    const parts: Opened[] = [];
    // One after the other: two prompts at once confuse people, and some browsers refuse the second.
    for (const part of constraints) parts.push(await openAll(new Map([part])));
    return {
      media: parts.flatMap(({ media }) => media),
      errors: parts.flatMap(({ errors }) => errors),
    };
  }
}

/** After a refusal another prompt would annoy, unless the browser refuses just one of the two for good. */
async function worthSplitting(error: ConfabError): Promise<boolean> {
  if (error.code !== "permission_denied") return /^device_/.test(error.code);
  const names = ["camera", "microphone"];
  const states = await Promise.all(
    names.map((name) =>
      navigator.permissions?.query({ name: name as PermissionName }).then(
        ({ state }) => state,
        () => "unknown",
      ),
    ),
  );
  return states.filter((state) => state === "denied").length === 1;
}

/** `getUserMedia` with errors of ours. */
async function getMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
  const devices = mediaDevices();
  try {
    return await devices.getUserMedia(constraints);
  } catch (fault) {
    throw captureError(fault, constraints);
  }
}

/** The browser's devices, or the error that says why there are none. */
export function mediaDevices(): MediaDevices {
  const devices = globalThis.navigator?.mediaDevices;
  if (devices) return devices;
  throw new ConfabError(
    globalThis.isSecureContext === false ? "insecure_page" : "unsupported_browser",
  );
}

const device = ({ audio, video }: MediaStreamConstraints) =>
  audio && video ? "camera or microphone" : video ? "camera" : "microphone";

/** What `getUserMedia` says (W3C mediacapture-main, section 10.2), in our words. */
export function captureError(fault: unknown, wanted: MediaStreamConstraints): ConfabError {
  const cause = fault;
  const which = device(wanted);
  switch (fault instanceof Error || fault instanceof DOMException ? fault.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return new ConfabError("permission_denied", {
        message: `Access to the ${which} was refused.`,
        hint: permissionHint(),
        cause,
      });
    case "NotFoundError":
    case "OverconstrainedError":
      return new ConfabError("device_missing", {
        message: `No matching ${which} was found.`,
        cause,
      });
    case "TypeError":
      return new ConfabError("invalid_options", { cause });
    default:
      return new ConfabError("device_busy", {
        message: `The ${which} could not be started: another program may use it.`,
        cause,
      });
  }
}

/** In a frame of another site the embedding page must allow it, whatever the user says. */
function permissionHint(): string | undefined {
  if (globalThis.top === globalThis.self) return undefined;
  return 'Allow it in the site settings; a frame also needs allow="camera; microphone; display-capture".';
}
