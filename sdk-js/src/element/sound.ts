import type { RemoteTrack } from "../index.js";

/** Plays everybody's audio through elements that nobody sees, so that sound never depends on what the grid shows. */
export class Sound {
  readonly #host: Element;
  readonly #playing = new Map<RemoteTrack, HTMLMediaElement>();
  #muted = false;

  constructor(host: Element) {
    this.#host = host;
  }

  set muted(muted: boolean) {
    this.#muted = muted;
    for (const element of this.#playing.values()) element.muted = muted;
  }

  /** Plays exactly these tracks from now on. */
  follow(tracks: ReadonlySet<RemoteTrack>): void {
    for (const [track, element] of this.#playing) {
      if (!tracks.has(track)) {
        track.detach(element);
        element.remove();
        this.#playing.delete(track);
      }
    }
    for (const track of tracks) if (!this.#playing.has(track)) this.#play(track);
  }

  #play(track: RemoteTrack): void {
    const element = document.createElement("audio");
    element.autoplay = true;
    element.muted = this.#muted;
    this.#host.append(element);
    this.#playing.set(track, element);
    track.attach(element);
  }
}
