import type { OutgoingTrack } from "../peers/senders.js";
import type { TrackView } from "../protocol/messages.js";
import type { LocalTrack } from "./tracks.js";

/** The tracks we publish, each under the stream that names it towards the others. */
export class Outgoing {
  readonly #streams = new Map<LocalTrack, MediaStream>();
  readonly #spare: MediaStream[] = [];

  /**
   * Tracks added at once are played in step, and so are all devices. A stream that is free again goes
   * before a new one: each that a connection ever carried takes up room in it for good.
   */
  add(tracks: readonly LocalTrack[]): void {
    const devices = tracks[0]?.reopens && [...this.#streams].find(([track]) => track.reopens);
    const stream = devices ? devices[1] : (this.#spare.pop() ?? new MediaStream());
    for (const track of tracks) this.#streams.set(track, stream);
  }

  /** Whether it was one of them. */
  remove(track: LocalTrack): boolean {
    const stream = this.#streams.get(track);
    if (!stream) return false;
    this.#streams.delete(track);
    if (![...this.#streams.values()].includes(stream)) this.#spare.push(stream);
    return true;
  }

  get tracks(): OutgoingTrack[] {
    return [...this.#streams].map(([{ kind, sending }, stream]) => ({ kind, sending, stream }));
  }

  /** What the others should know of them. */
  describe(): TrackView[] {
    return [...this.#streams].map(([{ name, source, muted }, { id }]) => ({
      name,
      source,
      stream: id,
      muted,
    }));
  }
}
