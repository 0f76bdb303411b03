import { h } from "./dom.js";
import type { AnyTrack } from "./state.js";

/**
 * The moving picture of one track. It stays invisible until its first frame is there, so that nothing flashes black,
 * and it is always mute: sound comes from elements of its own, and a mute video may always play.
 */
export class Picture {
  readonly element = h("video", {
    hidden: true,
    part: "video",
    autoplay: true,
    playsinline: true,
    tabindex: -1,
  });
  #track: AnyTrack | undefined;

  constructor() {
    this.element.muted = true;
    this.element.addEventListener("playing", () => this.element.classList.add("live"));
  }

  show(track: AnyTrack | undefined): void {
    if (track === this.#track) return;
    this.element.classList.remove("live");
    this.#track?.detach(this.element);
    this.#track = track;
    track?.attach(this.element);
    this.element.hidden = !track;
  }
}
