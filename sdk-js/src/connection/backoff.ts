const BASE_MS = 500;
const CAP_MS = 30_000;

/** How long to wait before the next try: full jitter, doubling up to a cap. */
export class Backoff {
  #ceiling = BASE_MS;

  /** Milliseconds to wait now, never less than `atLeastMs` (what a server asked for). */
  next(atLeastMs = 0): number {
    const wait = atLeastMs + Math.random() * this.#ceiling;
    this.#ceiling = Math.min(CAP_MS, this.#ceiling * 2);
    return wait;
  }
}
