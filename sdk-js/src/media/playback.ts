/** The elements that play somebody's tracks: what the browser blocked, and through which speaker. */
export class Playback {
  readonly #elements = new Set<HTMLMediaElement>();
  readonly #blocked = new Set<HTMLMediaElement>();
  readonly #tellBlocked: () => void;
  #speaker = "";

  /** `tellBlocked`: the browser wants a click before sound. Called once until `start` succeeded. */
  constructor(tellBlocked: () => void) {
    this.#tellBlocked = tellBlocked;
  }

  async handleAttached(element: HTMLMediaElement): Promise<void> {
    this.#elements.add(element);
    if (this.#speaker) await element.setSinkId?.(this.#speaker).catch(() => {});
    await this.#play(element);
  }

  handleDetached(element: HTMLMediaElement): void {
    this.#elements.delete(element);
    this.#blocked.delete(element);
  }

  /** Plays what was blocked; works from within a click only. */
  async start(): Promise<void> {
    const blocked = [...this.#blocked];
    this.#blocked.clear();
    await Promise.all(blocked.map((element) => this.#play(element)));
  }

  /** Rejects where the browser cannot choose speakers or refuses this one. */
  async useSpeaker(deviceId: string): Promise<void> {
    await Promise.all([...this.#elements].map((element) => element.setSinkId(deviceId)));
    this.#speaker = deviceId;
  }

  async #play(element: HTMLMediaElement): Promise<void> {
    try {
      await element.play();
    } catch (fault) {
      // Anything else, such as AbortError after a quick detach, is no refusal.
      const refused = fault instanceof Error && fault.name === "NotAllowedError";
      if (!refused || !this.#elements.has(element)) return;
      const first = this.#blocked.size === 0;
      this.#blocked.add(element);
      if (first) this.#tellBlocked();
    }
  }
}
