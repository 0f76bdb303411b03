/**
 * Finds out whether another tab of this browser is already in the same room. The first tab holds a Web Lock for as
 * long as it is in the call; the browser frees it when the tab goes, however it goes.
 */
export class TabGuard {
  readonly #name: string;
  #release: (() => void) | undefined;
  #waiting: AbortController | undefined;

  constructor(room: string) {
    this.#name = `confab:${room}`;
  }

  /** `true` when this tab is the first. Otherwise `onFree` is called once the other tab has left. */
  async claim(onFree: () => void): Promise<boolean> {
    // An insecure page has no locks (and no microphone either).
    const locks = globalThis.navigator?.locks;
    if (!locks) return true;
    const first = await this.#take(locks, { ifAvailable: true });
    if (!first) {
      this.#waiting = new AbortController();
      void this.#take(locks, { signal: this.#waiting.signal }).then((free) => {
        if (free) onFree();
      });
    }
    return first;
  }

  release(): void {
    this.#waiting?.abort();
    this.#waiting = undefined;
    this.#release?.();
    this.#release = undefined;
  }

  #take(locks: LockManager, options: LockOptions): Promise<boolean> {
    return new Promise((resolve) => {
      const held = locks.request(this.#name, options, (lock) => {
        resolve(lock !== null);
        if (!lock) return undefined;
        return new Promise<void>((release) => {
          this.#release = release;
        });
      });
      // Rejects when we stop waiting; then nobody holds anything.
      held.catch(() => resolve(false));
    });
  }
}
