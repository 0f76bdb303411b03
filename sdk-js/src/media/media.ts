import type { ConfabError } from "../errors.js";
import type { Observable } from "../events.js";
import type { LocalPreview } from "./preview.js";
import type { LocalTrack, Source, TrackKind } from "./tracks.js";

export interface Capture {
  /** `true` for the default microphone. */
  audio?: boolean | MediaTrackConstraints;
  /** `true` for the default camera. */
  video?: boolean | MediaTrackConstraints;
}

export interface PublishOptions {
  /** Default: the source. Must be unique among our tracks. */
  name?: string;
  /** For a bare MediaStreamTrack; default `audio` or `video`. */
  source?: Source;
  signal?: AbortSignal;
}

export interface ScreenShareOptions {
  /** Ask for the sound of the tab or system too. Default `true`. */
  audio?: boolean;
  video?: MediaTrackConstraints;
  signal?: AbortSignal;
}

export interface DeviceList {
  microphones: MediaDeviceInfo[];
  cameras: MediaDeviceInfo[];
  speakers: MediaDeviceInfo[];
}

export interface MediaEvents {
  /** A device could not be opened while others could, or stopped working. */
  deviceError: { error: ConfabError; kind: TrackKind };
  /** A device was plugged in or removed. */
  devicesChanged: DeviceList;
  trackPublished: { track: LocalTrack };
  trackUnpublished: { track: LocalTrack };
  /** A track ended by itself: device removed, or sharing stopped in the browser's own bar. It is unpublished right after. */
  trackEnded: { track: LocalTrack };
}

/** What we send: devices, screen, any MediaStreamTrack. */
export declare class Media extends Observable<MediaEvents> {
  /** What we publish, by name. */
  readonly tracks: ReadonlyMap<string, LocalTrack>;
  /**
   * Opens devices, or takes a track (or a preview) that exists, and sends it to everybody.
   * Rejects only when nothing could be published; a partial failure fires `deviceError`.
   */
  publish(
    what: Capture | MediaStreamTrack | LocalTrack | LocalPreview,
    options?: PublishOptions,
  ): Promise<LocalTrack[]>;
  /** Stops sending. A track the SDK opened is stopped; the page's own goes on. */
  unpublish(track: LocalTrack): Promise<void>;
  /** Mutes or unmutes every track of a source. */
  setMuted(source: Source, muted: boolean): Promise<void>;
  shareScreen(options?: ScreenShareOptions): Promise<LocalTrack[]>;
  stopScreenShare(): Promise<void>;
  devices(): Promise<DeviceList>;
  /** Changes the device of the published track without renegotiation, or the speaker of attached elements. */
  useDevice(kind: "microphone" | "camera" | "speaker", deviceId: string): Promise<void>;
}
