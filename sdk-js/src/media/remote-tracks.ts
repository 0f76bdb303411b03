import type { TrackView } from "../protocol/messages.js";
import type { Playback } from "./playback.js";
import { kindOf, RemoteTrack, type TrackKind } from "./tracks.js";

/** What happens to a track, by the name of the room's event. */
export type TrackEvent = "trackSubscribed" | "trackUnsubscribed" | "trackMuted" | "trackUnmuted";

const key = (stream: string, kind: TrackKind) => `${kind} ${stream}`;

/**
 * The tracks of one participant. A track is there when both its name (from presence) and its media
 * (from the peer) are, whichever comes first; it survives a replaced connection.
 */
export class RemoteTracks {
  readonly #playback: Playback;
  readonly #tell: (event: TrackEvent, track: RemoteTrack) => void;
  /** Whatever it is called: the same stream may carry another track next. */
  readonly #media = new Map<string, MediaStreamTrack>();
  readonly #live = new Map<string, RemoteTrack>();
  #views: readonly TrackView[] = [];

  constructor(playback: Playback, tell: (event: TrackEvent, track: RemoteTrack) => void) {
    this.#playback = playback;
    this.#tell = tell;
  }

  get live(): ReadonlyMap<string, RemoteTrack> {
    return this.#live;
  }

  handleViews(views: readonly TrackView[]): void {
    this.#views = views;
    this.#match();
  }

  /** Media comes, or goes. */
  handleMedia(stream: string, track: MediaStreamTrack, comes: boolean): void {
    const name = key(stream, track.kind as TrackKind);
    if (comes) this.#media.set(name, track);
    else this.#media.delete(name);
    this.#match();
  }

  /** Another connection took over: its media comes anew. */
  handleOpened(): void {
    this.#media.clear();
  }

  #match(): void {
    for (const [name, track] of this.#live) {
      if (this.#views.some((view) => view.name === name)) continue;
      this.#live.delete(name);
      this.#tell("trackUnsubscribed", track);
      track.handleGone();
    }
    for (const view of this.#views) this.#update(view);
  }

  #update({ name, source, stream, muted }: TrackView): void {
    const track = this.#media.get(key(stream, kindOf(source)));
    const live = this.#live.get(name);
    if (live) {
      if (track) live.handleMedia(track);
      if (live.handleMuted(muted)) this.#tell(muted ? "trackMuted" : "trackUnmuted", live);
    } else if (track) {
      const playback = this.#playback;
      const subscribed = new RemoteTrack({ name, source, track, muted, playback });
      this.#live.set(name, subscribed);
      this.#tell("trackSubscribed", subscribed);
    }
  }
}
