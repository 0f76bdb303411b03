/** How long to wait before the next try: full jitter, doubling up to a cap. */
export class Backoff {
  readonly #baseMs: number;
  readonly #capMs: number;
  #tries = 0;

  constructor(baseMs = 500, capMs = 30_000) {
    this.#baseMs = baseMs;
    this.#capMs = capMs;
  }

  /** Milliseconds to wait now, never less than `atLeastMs` (what a server asked for). */
  next(atLeastMs = 0): number {
    const ceiling = Math.min(this.#capMs, this.#baseMs * 2 ** this.#tries);
    this.#tries += 1;
    return atLeastMs + Math.random() * ceiling;
  }

  reset(): void {
    this.#tries = 0;
  }
}
