import { throwIfAborted } from "../connection/abort.js";
import type { RoomRequest } from "../connection/request.js";
import { asConfabError, ConfabError } from "../errors.js";
import { Observable } from "../events.js";
import type { Grants } from "../participant.js";
import type { ParticipantView, TrackView } from "../protocol/messages.js";
import { type Capture, capture } from "./capture.js";
import { type DeviceList, listDevices } from "./devices.js";
import { Outgoing } from "./outgoing.js";
import type { Playback } from "./playback.js";
import { LocalPreview } from "./preview.js";
import { grantFor, notGranted, stageFull } from "./refusals.js";
import { captureScreen, type ScreenShareOptions } from "./screen.js";
import { LocalTrack, type Source, type TrackEvents, type TrackKind, uniqueName } from "./tracks.js";

export interface PublishOptions {
  /** Default: the source. Must be unique among our tracks. */
  name?: string;
  /** For a bare MediaStreamTrack; default `audio` or `video`. */
  source?: Source;
  signal?: AbortSignal;
}

export interface MediaEvents {
  /** A device could not be opened while others could, or stopped working; or the room has no place for it (any more). */
  deviceError: { error: ConfabError; kind: TrackKind };
  /** A device was plugged in or removed. */
  devicesChanged: DeviceList;
  trackPublished: { track: LocalTrack };
  trackUnpublished: { track: LocalTrack };
  /** A track ended by itself: device removed, or sharing stopped in the browser's own bar. It is unpublished right after. */
  trackEnded: { track: LocalTrack };
}

/** What publishing needs of its room. */
export interface MediaLink {
  grants: () => Grants;
  /** Tells the server what we publish; rejects when it refuses. */
  request: (body: Extract<RoomRequest, { type: "update" }>) => Promise<unknown>;
}

/** What we send: devices, screen, any MediaStreamTrack. */
export class Media extends Observable<MediaEvents> {
  readonly #link: MediaLink;
  readonly #playback: Playback;
  /** What goes to the peers changed. */
  readonly #changed: () => void;
  readonly #tracks = new Map<string, LocalTrack>();
  /** @internal */
  readonly outgoing = new Outgoing();
  readonly #off = new AbortController();
  #unanswered = 0;

  /** @internal */
  constructor(link: MediaLink, playback: Playback, changed: () => void) {
    super();
    this.#link = link;
    this.#playback = playback;
    this.#changed = changed;
    globalThis.navigator?.mediaDevices?.addEventListener(
      "devicechange",
      async () => this.emit("devicesChanged", await this.devices()),
      { signal: this.#off.signal },
    );
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
    if (this.#withdraw(track)) return this.#announce();
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

  /** What is plugged in. Labels are empty until the user allowed a device once. */
  devices(): Promise<DeviceList> {
    return listDevices();
  }

  /** Changes the device of the published track without renegotiation, or the speaker of attached elements. */
  async useDevice(kind: "microphone" | "camera" | "speaker", deviceId: string): Promise<void> {
    if (kind === "speaker") return this.#playback.useSpeaker(deviceId);
    const [track] = this.#ofSource(kind);
    if (track) return track.useDevice(deviceId);
    const constraints = { deviceId: { exact: deviceId } };
    await this.publish(kind === "camera" ? { video: constraints } : { audio: constraints });
  }

  /** @internal We are in the room again, by a join that told of these tracks. Later changes it did not tell. */
  handleJoined(view: ParticipantView, told: readonly TrackView[]): void {
    this.handleView(view, told);
    if (JSON.stringify(this.outgoing.describe()) !== JSON.stringify(view.tracks)) {
      this.#announce().catch(() => {});
    }
  }

  /**
   * @internal Us, as the server shows us: what it was told of and does not hold, the room or our grants
   * have no place for. Before an update is answered it has not been told yet.
   */
  handleView(
    { tracks, grants }: ParticipantView,
    told: Iterable<{ name: string }> = this.#unanswered ? [] : this.#tracks.values(),
  ): void {
    for (const { name } of told) {
      const track = this.#tracks.get(name);
      if (!track || tracks.some((held) => held.name === name)) continue;
      const { source, kind } = track;
      const error = grants.publish.includes(grantFor(source)) ? stageFull() : notGranted(source);
      this.#withdraw(track);
      this.emit("deviceError", { error, kind });
    }
  }

  /** @internal */
  close(): void {
    this.#off.abort();
    for (const track of this.#tracks.values()) this.#drop(track);
  }

  async #publishDevices(asked: Capture, options: PublishOptions): Promise<LocalTrack[]> {
    const published: LocalTrack[] = [];
    const missing: Capture = {};
    for (const [kind, source] of devices) {
      const wanted = asked[kind];
      const [track] = this.#ofSource(source);
      if (wanted && track) published.push(track);
      else if (wanted) {
        this.#permit(source);
        missing[kind] = wanted;
      }
    }
    const { tracks, errors } = await capture(missing, options.signal);
    published.push(...(await this.#add(tracks)));
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

  async #add(tracks: LocalTrack[]): Promise<LocalTrack[]> {
    for (const track of tracks) {
      this.#permit(track.source);
      if (this.#tracks.has(track.name)) {
        throw new ConfabError("invalid_options", {
          about: `track "${track.name}" is published`,
        });
      }
    }
    this.outgoing.add(tracks);
    for (const track of tracks) {
      this.#tracks.set(track.name, track);
      track.forward((event) => this.#handleTrack(event, track));
    }
    try {
      const added = tracks.length > 0 ? await this.#confirm(tracks) : tracks;
      for (const track of added) this.emit("trackPublished", { track });
      return added;
    } finally {
      this.#changed();
    }
  }

  /** What the server refuses is closed again. A stage with no place for a picture may have one for sound. */
  async #confirm(tracks: LocalTrack[]): Promise<LocalTrack[]> {
    try {
      await this.#announce();
      return tracks;
    } catch (fault) {
      const error = fault as ConfabError;
      const sound = tracks.filter(({ kind }) => kind === "audio");
      const pictures = tracks.filter(({ kind }) => kind === "video");
      const goOn = error.code === "publishers_full" && pictures[0] && sound[0];
      for (const track of goOn ? pictures : tracks) this.#drop(track);
      if (!goOn) throw error;
      await this.#confirm(sound);
      this.emit("deviceError", { error, kind: "video" });
      return sound;
    }
  }

  #permit(source: Source): void {
    if (!this.#link.grants().publish.includes(grantFor(source))) throw notGranted(source);
  }

  /** Stops sending; says whether the track was published. */
  #withdraw(track: LocalTrack): boolean {
    const ours = this.#drop(track);
    if (ours) {
      this.#changed();
      this.emit("trackUnpublished", { track });
    }
    return ours;
  }

  /** Whether the track was published. One that the SDK opened is closed. */
  #drop(track: LocalTrack): boolean {
    const ours = this.outgoing.remove(track);
    if (ours) {
      this.#tracks.delete(track.name);
      if (track.owned) track.stop();
    }
    return ours;
  }

  #handleTrack(event: keyof TrackEvents, track: LocalTrack): void {
    if (this.#tracks.get(track.name) !== track) return;
    if (event === "lost") void this.#handleLost(track);
    else if (event === "ended") this.unpublish(track).catch(() => {});
    else {
      this.#changed();
      // The media is silent whatever the server says; the next update or join tells the others again.
      if (event === "mutedChanged") this.#announce().catch(() => {});
    }
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
    this.#unanswered += 1;
    try {
      await this.#link.request({ type: "update", tracks: this.outgoing.describe() });
    } catch (fault) {
      // While we reconnect there is nobody to tell: the join that follows carries the tracks.
      if (!(fault instanceof ConfabError && fault.code === "connection_lost")) throw fault;
    } finally {
      this.#unanswered -= 1;
    }
  }

  #ofSource(source: Source): LocalTrack[] {
    return [...this.#tracks.values()].filter((track) => track.source === source);
  }
}

const devices = [
  ["audio", "microphone"],
  ["video", "camera"],
] as const;
