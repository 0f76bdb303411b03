export interface PageWatcher {
  /** The page goes away: closed, reloaded, navigated from. */
  left: () => void;
  /** The network came back, or the page is looked at again. */
  woken: (network: boolean) => void;
}

/** Watches the page we live in until the returned function is called; nothing to watch outside of browsers. */
export function watchPage({ left, woken }: PageWatcher): () => void {
  const off = new AbortController();
  const listen = (target: Partial<EventTarget> | undefined, type: string, listener: () => void) =>
    target?.addEventListener?.(type, listener, { signal: off.signal });
  // Not unload: it never fires on phones, and its mere presence keeps pages out of the back cache.
  listen(globalThis, "pagehide", left);
  listen(globalThis, "online", () => woken(true));
  listen(globalThis.document, "visibilitychange", () => {
    if (document.visibilityState === "visible") woken(false);
  });
  return () => off.abort();
}
