import { Observable } from "../events.js";
import { randomId } from "../ids.js";
import type { TrackSource } from "../protocol/codes.js";
import type { Playback } from "./playback.js";

export type Source = TrackSource;
export type TrackKind = "audio" | "video";

/** The kind of media a source gives. */
export function kindOf(source: Source): TrackKind {
  return source === "microphone" || source.endsWith("audio") ? "audio" : "video";
}

export interface TrackEvents {
  /** `muted` changed. */
  mutedChanged: { muted: boolean };
  /** `mediaStreamTrack` is another one (device changed, camera on again, connection replaced). Attached elements follow by themselves. */
  replaced: { mediaStreamTrack: MediaStreamTrack };
  /** A local track's device went away, or sharing was stopped in the browser's own bar; `replaced` or `ended` follows. */
  lost: Record<string, never>;
  /** No media any more. */
  ended: Record<string, never>;
}

interface TrackParts {
  name: string;
  source: Source;
  track: MediaStreamTrack;
  muted: boolean;
  /** Where sound may be blocked: not for our own tracks, whose pictures are muted. */
  playback?: Playback;
}

/** What local and remote tracks have in common. */
export abstract class Track extends Observable<TrackEvents> {
  /** Unique per participant. Default: the source. */
  readonly name: string;
  readonly source: Source;
  readonly kind: TrackKind;
  /** What attached elements play; outlives replaced tracks, so that a picture never flickers. */
  readonly #shown: MediaStream;
  readonly #elements = new Set<HTMLMediaElement>();
  readonly #playback: Playback | undefined;
  #track: MediaStreamTrack;
  #muted: boolean;

  /** @internal */
  constructor({ name, source, track, muted, playback }: TrackParts) {
    super();
    this.name = name;
    this.source = source;
    this.kind = kindOf(source);
    this.#track = track;
    this.#muted = muted;
    this.#playback = playback;
    this.#shown = new MediaStream([track]);
  }

  get muted(): boolean {
    return this.#muted;
  }

  get mediaStreamTrack(): MediaStreamTrack {
    return this.#track;
  }

  /** Plays the track in `element`, or in a new `<video>` or `<audio>`, and returns the element. */
  attach(element: HTMLMediaElement = document.createElement(this.kind)): HTMLMediaElement {
    element.autoplay = true;
    // Sound has an element of its own, so a picture may always start by itself.
    if (this.kind === "video") element.muted = true;
    if ("playsInline" in element) element.playsInline = true;
    element.srcObject = this.#shown;
    this.#elements.add(element);
    void this.#playback?.handleAttached(element);
    return element;
  }

  /** Stops playing in `element`, or in every element; the elements stay in the page. */
  detach(element?: HTMLMediaElement): void {
    for (const attached of element ? [element] : [...this.#elements]) {
      if (this.#elements.delete(attached) && attached.srcObject === this.#shown) {
        attached.srcObject = null;
      }
      this.#playback?.handleDetached(attached);
    }
  }

  protected replaceTrack(track: MediaStreamTrack): void {
    if (track === this.#track) return;
    this.#shown.removeTrack(this.#track);
    this.#shown.addTrack(track);
    this.#track = track;
    this.emit("replaced", { mediaStreamTrack: track });
  }

  protected setMuted(muted: boolean): boolean {
    const changed = muted !== this.#muted;
    this.#muted = muted;
    if (changed) this.emit("mutedChanged", { muted });
    return changed;
  }
}

/** A track of somebody else. */
export class RemoteTrack extends Track {
  /** @internal */
  handleMedia(track: MediaStreamTrack): void {
    this.replaceTrack(track);
  }

  /** @internal Whether it changed. */
  handleMuted(muted: boolean): boolean {
    return this.setMuted(muted);
  }

  /** @internal */
  handleGone(): void {
    this.emit("ended", {});
    this.detach();
  }
}

/** Opens the device of a track (again). */
export type Open = (constraints: MediaTrackConstraints) => Promise<MediaStreamTrack>;

export interface LocalTrackOptions {
  source: Source;
  track: MediaStreamTrack;
  name?: string | undefined;
  /** For a device that the SDK opened: how to open it again. */
  open?: Open | undefined;
  /** Whether the SDK closes what it opened. Default: whether there is `open`. */
  owned?: boolean;
  constraints?: MediaTrackConstraints | undefined;
}

/** A track of ours, published or (in a preview) not yet. */
export class LocalTrack extends Track {
  /** @internal Whether the SDK opened the device, and so closes it. */
  readonly owned: boolean;
  readonly #open: Open | undefined;
  #constraints: MediaTrackConstraints;
  #off = false;
  #stopped = false;
  #turn: Promise<unknown> = Promise.resolve();

  /** @internal */
  constructor(options: LocalTrackOptions) {
    const { source, track, name = source } = options;
    super({ name, source, track, muted: !track.enabled });
    this.#open = options.open;
    this.owned = options.owned ?? options.open !== undefined;
    this.#constraints = options.constraints ?? {};
    this.#watch(track);
  }

  /** A camera the SDK opened is switched off, light included; anything else goes silent or black. */
  mute(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.muted || this.#stopped) return;
      this.#off = this.source === "camera" && this.#open !== undefined;
      if (this.#off) this.mediaStreamTrack.stop();
      else this.mediaStreamTrack.enabled = false;
      this.setMuted(true);
    });
  }

  /** Rejects like `publish` when the camera cannot be opened again. */
  unmute(): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.muted || this.#stopped) return;
      if (this.#off) await this.#reopen();
      this.#off = false;
      this.mediaStreamTrack.enabled = true;
      this.setMuted(false);
    });
  }

  /** Ends the track and unpublishes it. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.mediaStreamTrack.stop();
    this.emit("ended", {});
    this.detach();
  }

  /** @internal Whether another device could take over. */
  get reopens(): boolean {
    return this.#open !== undefined;
  }

  /** @internal Absent while a muted camera is switched off. */
  get sending(): MediaStreamTrack | undefined {
    return this.#off ? undefined : this.mediaStreamTrack;
  }

  /** @internal Opens another device in place of this one; on failure the old one again. */
  useDevice(deviceId: string): Promise<void> {
    return this.#inTurn(async () => {
      const before = this.#constraints;
      this.#constraints = { ...before, deviceId: { exact: deviceId } };
      if (this.#off || this.#stopped) return;
      // Some phones cannot hold two cameras or microphones at a time.
      this.mediaStreamTrack.stop();
      try {
        await this.#reopen();
      } catch (fault) {
        this.#constraints = before;
        await this.#reopen().catch(() => this.stop());
        throw fault;
      }
    });
  }

  /** @internal The device is gone: takes whichever the browser offers instead. */
  useAnyDevice(): Promise<void> {
    const { deviceId: _gone, ...rest } = this.#constraints;
    this.#constraints = rest;
    return this.#inTurn(() => this.#reopen());
  }

  async #reopen(): Promise<void> {
    if (!this.#open) return;
    const track = await this.#open(this.#constraints);
    if (this.#stopped) return track.stop();
    track.enabled = this.mediaStreamTrack.enabled;
    this.#off = false;
    this.replaceTrack(track);
    this.#watch(track);
  }

  /** Browsers fire it for devices that go away and for "stop sharing", not for our own stop(). */
  #watch(track: MediaStreamTrack): void {
    track.addEventListener("ended", () => {
      if (track === this.mediaStreamTrack && !this.#stopped) this.emit("lost", {});
    });
  }

  /** Quick clicks on mute must not overtake each other while a camera opens. */
  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(step);
    this.#turn = turn.catch(() => {});
    return turn;
  }
}

/** A name nothing else has. */
export function uniqueName(source: Source, taken: ReadonlyMap<string, unknown>): string {
  return taken.has(source) ? `${source}-${randomId(4)}` : source;
}
