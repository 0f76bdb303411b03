import type { Observable } from "../events.js";

export type Source = "microphone" | "camera" | "screen" | "screen_audio" | "audio" | "video";
export type TrackKind = "audio" | "video";

export interface TrackEvents {
  /** `muted` changed. */
  mutedChanged: { muted: boolean };
  /** `mediaStreamTrack` is another one (device changed, camera on again, connection replaced). Attached elements follow by themselves. */
  replaced: { mediaStreamTrack: MediaStreamTrack };
  /** No media any more. */
  ended: Record<string, never>;
}

declare class Track extends Observable<TrackEvents> {
  /** Unique per participant. Default: the source. */
  readonly name: string;
  readonly source: Source;
  readonly kind: TrackKind;
  readonly muted: boolean;
  readonly mediaStreamTrack: MediaStreamTrack;
  /** Plays the track in `element`, or in a new `<video>` or `<audio>`, and returns the element. */
  attach(element?: HTMLMediaElement): HTMLMediaElement;
  /** Stops playing in `element`, or in every element; the elements stay in the page. */
  detach(element?: HTMLMediaElement): void;
}

/** A track of somebody else. */
export declare class RemoteTrack extends Track {}

/** A track of ours, published or (in a preview) not yet. */
export declare class LocalTrack extends Track {
  /** A camera the SDK opened is switched off, light included; anything else goes silent or black. */
  mute(): Promise<void>;
  /** Rejects like `publish` when the camera cannot be opened again. */
  unmute(): Promise<void>;
  /** Ends the track and unpublishes it. */
  stop(): void;
}
