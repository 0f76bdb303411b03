import { throwIfAborted } from "../connection/abort.js";
import { asConfabError, ConfabError } from "../errors.js";
import { Observable } from "../events.js";
import type { Grants } from "../participant.js";
import type { PublishKind, TrackView } from "../protocol/messages.js";
import { type Capture, capture } from "./capture.js";
import { type DeviceList, Devices, listDevices } from "./devices.js";
import type { Playback } from "./playback.js";
import { LocalPreview } from "./preview.js";
import { captureScreen, type ScreenShareOptions } from "./screen.js";
import { kindOf, LocalTrack, type Source, type TrackKind, uniqueName } from "./tracks.js";

export interface PublishOptions {
  /** Default: the source. Must be unique among our tracks. */
  name?: string;
  /** For a bare MediaStreamTrack; default `audio` or `video`. */
  source?: Source;
  signal?: AbortSignal;
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

export interface MediaOptions {
  grants: () => Grants;
  playback: Playback;
  /** Tells the server what we publish; rejects when it refuses. */
  announce: (tracks: TrackView[]) => Promise<unknown>;
  /** What goes to the peers changed. */
  changed: () => void;
}

/** What we send: devices, screen, any MediaStreamTrack. */
export class Media extends Observable<MediaEvents> {
  readonly #options: MediaOptions;
  readonly #tracks = new Map<string, LocalTrack>();
  readonly #devices = new Devices();
  #stream: MediaStream | undefined;
  readonly #unlisten = new Map<LocalTrack, () => void>();

  /** @internal */
  constructor(options: MediaOptions) {
    super();
    this.#options = options;
    this.#devices.on("changed", (list) => this.emit("devicesChanged", list));
  }

  /** What we publish, by name. */
  get tracks(): ReadonlyMap<string, LocalTrack> {
    return this.#tracks;
  }

  /**
   * Opens devices, or takes a track (or a preview) that exists, and sends it to everybody.
   * Rejects only when nothing could be published; a partial failure fires `deviceError`.
   */
  async publish(
    what: Capture | MediaStreamTrack | LocalTrack | LocalPreview,
    options: PublishOptions = {},
  ): Promise<LocalTrack[]> {
    throwIfAborted(options.signal);
    if (what instanceof LocalTrack) return this.#add([what]);
    if (what instanceof LocalPreview) return this.#add([...what.tracks]);
    if ("kind" in what) return this.#add([this.#wrap(what, options)]);
    return this.#publishDevices(what, options);
  }

  /** Stops sending. A track the SDK opened is stopped; the page's own goes on. */
  async unpublish(track: LocalTrack): Promise<void> {
    if (!this.#forget(track)) return;
    if (track.owned) track.stop();
    this.#options.changed();
    this.emit("trackUnpublished", { track });
    await this.#announce();
  }

  /** Mutes or unmutes every track of a source. */
  async setMuted(source: Source, muted: boolean): Promise<void> {
    const tracks = this.#ofSource(source);
    await Promise.all(tracks.map((track) => (muted ? track.mute() : track.unmute())));
  }

  /** Asks for a screen, window or tab and sends it. Call it from a click. */
  async shareScreen(options: ScreenShareOptions = {}): Promise<LocalTrack[]> {
    this.#permit("screen");
    return this.#add(await captureScreen(options));
  }

  async stopScreenShare(): Promise<void> {
    const shared = [...this.#ofSource("screen"), ...this.#ofSource("screen_audio")];
    await Promise.all(shared.map((track) => this.unpublish(track)));
  }

  /** Labels are empty until the user allowed a device once. */
  devices(): Promise<DeviceList> {
    return listDevices();
  }

  /** Changes the device of the published track without renegotiation, or the speaker of attached elements. */
  async useDevice(kind: "microphone" | "camera" | "speaker", deviceId: string): Promise<void> {
    if (kind === "speaker") return this.#options.playback.useSpeaker(deviceId);
    const [track] = this.#ofSource(kind);
    if (track) return track.useDevice(deviceId);
    const constraints = { deviceId: { exact: deviceId } };
    await this.publish(kind === "camera" ? { video: constraints } : { audio: constraints });
  }

  /** @internal What the others should know of our tracks. */
  describe(): TrackView[] {
    return [...this.#tracks.values()].map(({ name, source, stream, muted }) => ({
      name,
      source,
      stream: stream.id,
      muted,
    }));
  }

  /** @internal */
  close(): void {
    this.#devices.close();
    for (const track of [...this.#tracks.values()]) {
      this.#forget(track);
      if (track.owned) track.stop();
    }
  }

  async #publishDevices(wanted: Capture, options: PublishOptions): Promise<LocalTrack[]> {
    const audio = wanted.audio ? this.#ofSource("microphone") : [];
    const video = wanted.video ? this.#ofSource("camera") : [];
    const missing: Capture = {};
    if (wanted.audio && audio.length === 0) missing.audio = wanted.audio;
    if (wanted.video && video.length === 0) missing.video = wanted.video;
    if (missing.audio) this.#permit("microphone");
    if (missing.video) this.#permit("camera");
    this.#stream ??= new MediaStream();
    const { tracks, errors } = await capture(missing, this.#stream, options.signal);
    const published = [...audio, ...video, ...(await this.#add(tracks))];
    if (published.length === 0 && errors[0]) throw errors[0].error;
    for (const failed of errors) this.emit("deviceError", failed);
    return published;
  }

  #wrap(track: MediaStreamTrack, { name, source }: PublishOptions): LocalTrack {
    const chosen = source ?? (track.kind as TrackKind);
    return new LocalTrack({
      source: chosen,
      track,
      name: name ?? uniqueName(chosen, this.#tracks),
    });
  }

  /** All or none: what the server refuses is closed again. */
  async #add(tracks: LocalTrack[]): Promise<LocalTrack[]> {
    for (const track of tracks) this.#permit(track.source, track);
    for (const track of tracks) this.#remember(track);
    try {
      if (tracks.length > 0) await this.#announce();
    } catch (refused) {
      for (const track of tracks) {
        this.#forget(track);
        if (track.owned) track.stop();
      }
      throw refused;
    }
    this.#options.changed();
    for (const track of tracks) this.emit("trackPublished", { track });
    return tracks;
  }

  #permit(source: Source, track?: LocalTrack): void {
    const needed = grantFor(source);
    if (!this.#options.grants().publish.includes(needed)) {
      throw new ConfabError("forbidden", {
        message: `The token does not allow to publish ${needed}.`,
        hint: `Add "${needed}" to grants.publish of the token.`,
      });
    }
    if (track && this.#tracks.has(track.name)) {
      throw new ConfabError("invalid_options", {
        message: `A track named "${track.name}" is published already.`,
        hint: "Pass another name, or unpublish the first one.",
      });
    }
  }

  #remember(track: LocalTrack): void {
    this.#tracks.set(track.name, track);
    // Later devices join the stream of the first, so that picture and sound stay in step.
    if (track.reopens) this.#stream ??= track.stream;
    const stops = [
      track.on("mutedChanged", () => void this.#handleMuted()),
      track.on("replaced", () => this.#options.changed()),
      track.on("lost", () => void this.#handleLost(track)),
      track.on("ended", () => void this.unpublish(track).catch(() => {})),
    ];
    this.#unlisten.set(track, () => {
      for (const stop of stops) stop();
    });
  }

  /** Whether the track was ours. */
  #forget(track: LocalTrack): boolean {
    if (this.#tracks.get(track.name) !== track) return false;
    this.#tracks.delete(track.name);
    this.#unlisten.get(track)?.();
    this.#unlisten.delete(track);
    return true;
  }

  async #handleMuted(): Promise<void> {
    this.#options.changed();
    // The media is silent whatever the server says; the next update or join tells the others again.
    await this.#announce().catch(() => {});
  }

  /** A device was unplugged: go on with whichever there is. What was shared or made by the page just ends. */
  async #handleLost(track: LocalTrack): Promise<void> {
    try {
      if (track.reopens) return await track.useAnyDevice();
    } catch (fault) {
      this.emit("deviceError", {
        error: asConfabError(fault, "device_missing"),
        kind: track.kind,
      });
    }
    this.emit("trackEnded", { track });
    track.stop();
  }

  async #announce(): Promise<void> {
    try {
      await this.#options.announce(this.describe());
    } catch (fault) {
      // While we reconnect there is nobody to tell: the join that follows carries the tracks.
      if (!(fault instanceof ConfabError && fault.code === "connection_lost")) throw fault;
    }
  }

  #ofSource(source: Source): LocalTrack[] {
    return [...this.#tracks.values()].filter((track) => track.source === source);
  }
}

function grantFor(source: Source): PublishKind {
  if (source === "screen" || source === "screen_audio") return "screen";
  return kindOf(source);
}
