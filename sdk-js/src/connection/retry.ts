import { ConfabError } from "../errors.js";
import { Backoff } from "./backoff.js";

/** Repeats what failed for now, ever more slowly, or at once when told that things are better. */
export class Retry {
  readonly #waiting = new Set<() => void>();

  /**
   * Runs `action` until it succeeds, or fails in a way that `again` does not forgive. With a `fault` from
   * before it waits first.
   */
  async run<T>(
    action: () => Promise<T>,
    again: (error: ConfabError) => boolean,
    fault?: unknown,
  ): Promise<T> {
    const backoff = new Backoff();
    for (let failed = fault; ; ) {
      if (failed) {
        if (!(failed instanceof ConfabError && again(failed))) throw failed;
        await this.#wait(backoff.next(failed.retryAfterMs));
      }
      try {
        return await action();
      } catch (next) {
        failed = next;
      }
    }
  }

  /** Whatever waits goes on at once. */
  now(): void {
    for (const end of this.#waiting) end();
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#waiting.add(end);
    });
  }
}

/** How often something is tried that the server could do but not now. A lost connection does not count. */
const TRIES = 8;
const WAITING = 256;

/** Requests that must arrive, and in order: one after the other, each until it is answered or refused. */
export class Queue {
  readonly #retry = new Retry();
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Rejects with `busy` when too many wait already. */
  async add<T>(action: () => Promise<T>): Promise<T> {
    if (this.#waiting === WAITING) throw new ConfabError("busy", { retryable: true });
    this.#waiting += 1;
    let tries = TRIES;
    const again = ({ retryable, code }: ConfabError) => {
      if (code !== "connection_lost") tries -= 1;
      return retryable && tries > 0;
    };
    const turn = this.#last.then(() => this.#retry.run(action, again));
    this.#last = turn
      .catch(() => {})
      .then(() => {
        this.#waiting -= 1;
      });
    return turn;
  }

  /** The room is joined again, or left: whatever waits tries at once. */
  now(): void {
    this.#retry.now();
  }
}
