import { Backoff } from "../connection/backoff.js";
import { Pause } from "../connection/pause.js";
import { ConfabError } from "../errors.js";
import type { JsonObject } from "../protocol/messages.js";
import { type Encoded, RELAY_BYTES } from "./message.js";

export interface RelayFrame {
  label: string;
  payload: JsonObject;
  to: string[];
}

export interface RelayOptions {
  request: (frame: RelayFrame) => Promise<unknown>;
  send: (frame: RelayFrame) => void;
}

const QUEUE = 256;
const TRIES = 6;

/** Messages through the server, for participants to whom there is no direct path. One at a time, so that they stay in order. */
export class Relay {
  readonly #options: RelayOptions;
  readonly #pause = new Pause();
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(options: RelayOptions) {
    this.#options = options;
  }

  /** Resolves when the server has taken the message. */
  async send(label: string, message: Encoded, to: string[], reliable: boolean): Promise<void> {
    if (message.bytes > RELAY_BYTES) {
      throw new ConfabError("payload_too_large", {
        message: `Without a direct path a message may have ${RELAY_BYTES} bytes, not ${message.bytes}.`,
      });
    }
    const frame = { label, payload: message.relayed(), to };
    if (!reliable) return this.#options.send(frame);
    if (this.#waiting >= QUEUE) throw new ConfabError("busy", { retryable: true });
    this.#waiting += 1;
    const turn = this.#last.then(() => this.#deliver(frame));
    this.#last = turn.catch(() => {});
    await turn.finally(() => {
      this.#waiting -= 1;
    });
  }

  /** The room is joined again: whatever waits tries at once. */
  handleOnline(): void {
    this.#pause.end();
  }

  async #deliver(frame: RelayFrame): Promise<void> {
    const backoff = new Backoff();
    for (let tries = 1; ; tries += 1) {
      try {
        await this.#options.request(frame);
        return;
      } catch (fault) {
        const again = fault instanceof ConfabError && fault.retryable && tries < TRIES;
        if (!again) throw fault;
        await this.#pause.wait(backoff.next(fault.retryAfterMs));
      }
    }
  }
}
