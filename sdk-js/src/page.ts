import { Observable } from "./events.js";

export interface PageEvents {
  /** The page goes away: closed, reloaded, navigated from. */
  left: Record<string, never>;
  /** The network came back, or the page is looked at again. */
  woken: { network: boolean };
}

/** What happens to the page we live in; nothing outside of browsers. */
export class PageWatch extends Observable<PageEvents> {
  readonly #off = new AbortController();

  constructor() {
    super();
    const { signal } = this.#off;
    // Not unload: it never fires on phones, and its mere presence keeps pages out of the back cache.
    globalThis.addEventListener?.("pagehide", () => this.emit("left", {}), { signal });
    globalThis.addEventListener?.("online", () => this.emit("woken", { network: true }), {
      signal,
    });
    globalThis.document?.addEventListener(
      "visibilitychange",
      () => {
        if (document.visibilityState === "visible") this.emit("woken", { network: false });
      },
      { signal },
    );
  }

  close(): void {
    this.#off.abort();
  }
}
