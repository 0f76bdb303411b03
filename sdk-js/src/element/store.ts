import type { CallState, Notice } from "./state.js";

/** Holds the one state of a call. Changes made in the same turn reach the listener together. */
export class Store {
  #state: CallState;
  #waiting = false;
  readonly #show: (state: CallState) => void;

  constructor(state: CallState, show: (state: CallState) => void) {
    this.#state = state;
    this.#show = show;
  }

  get state(): CallState {
    return this.#state;
  }

  set(change: Partial<CallState>): void {
    this.#state = { ...this.#state, ...change };
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      this.#show(this.#state);
    });
  }

  /** Adds a notice, or replaces the one with the same key where it stands. */
  notify(notice: Notice): void {
    const { notices } = this.#state;
    const known = notices.some((old) => old.key === notice.key);
    this.set({
      notices: known
        ? notices.map((old) => (old.key === notice.key ? notice : old))
        : [...notices, notice],
    });
  }

  withdraw(key: string): void {
    const { notices } = this.#state;
    if (notices.some((notice) => notice.key === key)) {
      this.set({ notices: notices.filter((notice) => notice.key !== key) });
    }
  }
}
