import { Observable } from "../events.js";
import type { TrackView } from "../protocol/messages.js";
import type { Playback } from "./playback.js";
import { kindOf, RemoteTrack, type TrackKind } from "./tracks.js";

export interface RemoteTracksEvents {
  subscribed: { track: RemoteTrack };
  unsubscribed: { track: RemoteTrack };
  mutedChanged: { track: RemoteTrack; muted: boolean };
}

const key = (stream: string, kind: TrackKind) => `${kind} ${stream}`;

/**
 * The tracks of one participant. A track is there when both its name (from presence) and its media
 * (from the peer) are, whichever comes first; it survives a replaced connection.
 */
export class RemoteTracks extends Observable<RemoteTracksEvents> {
  readonly #playback: Playback;
  readonly #media = new Map<string, MediaStreamTrack>();
  readonly #live = new Map<string, RemoteTrack>();
  #views: readonly TrackView[] = [];

  constructor(playback: Playback) {
    super();
    this.#playback = playback;
  }

  get live(): ReadonlyMap<string, RemoteTrack> {
    return this.#live;
  }

  handleViews(views: readonly TrackView[]): void {
    this.#views = views;
    this.#match();
  }

  handleMedia(stream: string, track: MediaStreamTrack): void {
    this.#media.set(key(stream, track.kind as TrackKind), track);
    this.#match();
  }

  /** Another connection took over: its media comes anew. */
  handleOpened(): void {
    this.#media.clear();
  }

  handleGone(): void {
    this.handleViews([]);
    this.#media.clear();
  }

  #match(): void {
    const names = new Set(this.#views.map(({ name }) => name));
    for (const [name, track] of this.#live) {
      if (names.has(name)) continue;
      this.#live.delete(name);
      for (const [stream, media] of this.#media) {
        if (media === track.mediaStreamTrack) this.#media.delete(stream);
      }
      this.emit("unsubscribed", { track });
      track.handleGone();
    }
    for (const view of this.#views) this.#update(view);
  }

  #update({ name, source, stream, muted }: TrackView): void {
    const media = this.#media.get(key(stream, kindOf(source)));
    const live = this.#live.get(name);
    if (live) {
      if (media) live.handleMedia(media);
      if (live.muted === muted) return;
      live.handleMuted(muted);
      this.emit("mutedChanged", { track: live, muted });
    } else if (media) {
      const track = new RemoteTrack(name, source, media, muted, this.#playback);
      this.#live.set(name, track);
      this.emit("subscribed", { track });
    }
  }
}
