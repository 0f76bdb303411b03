import type { Server } from "./protocol/messages.js";

/** How far we have read the room's log: the cursor to come back with, and what we have seen already. */
export class LogPosition {
  #cursor: string;
  #seq = 0;

  constructor({ cursor }: Server.Joined) {
    this.#cursor = cursor;
  }

  get cursor(): string {
    return this.#cursor;
  }

  /** `seq` of the last event seen; 0 before the first. */
  get seq(): number {
    return this.#seq;
  }

  /** Whether the event is new to us. */
  take({ cursor, event }: Server.Event): boolean {
    if (event.seq <= this.#seq) return false;
    this.#seq = event.seq;
    this.#cursor = cursor;
    return true;
  }

  skip({ cursor, seq }: Server.Skip): void {
    if (seq <= this.#seq) return;
    this.#seq = seq;
    this.#cursor = cursor;
  }

  /** Back in the room. With events to follow, their cursors lead on: lost again half-way, we ask for the rest. */
  handleRejoined({ cursor, recovered, missed }: Server.Joined): void {
    if (recovered && missed > 0) return;
    this.#cursor = cursor;
    // Another epoch counts anew.
    if (!recovered) this.#seq = 0;
  }
}
