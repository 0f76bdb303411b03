import { abortable, throwIfAborted } from "../connection/abort.js";
import { Backoff } from "../connection/backoff.js";
import { Pause } from "../connection/pause.js";
import { ConfabError } from "../errors.js";
import type { Server } from "../protocol/messages.js";

export interface Outgoing {
  clientId: string;
  text: string;
  attributes?: Record<string, string>;
}

export interface OutboxOptions {
  request: (message: Outgoing) => Promise<Server.Ok["data"]>;
  /** Whether the room is joined now. */
  online: () => boolean;
}

/** Tries of a message that the server can take but not now; losses of the connection do not count. */
const TRIES = 8;

/**
 * Sends messages one after the other until the server has stored or refused each, always with the
 * same client id: it stores a message once, however often it came.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #pause = new Pause();
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Rejects when the server refuses the message, when the caller aborts, or when the room is left. */
  deliver(message: Outgoing, signal?: AbortSignal): Promise<Server.ChatStored> {
    const turn = this.#last.then(() => this.#deliver(message, signal));
    this.#last = turn.catch(() => {});
    return abortable(turn, signal);
  }

  /** The room is joined again: whatever waits tries at once. */
  handleOnline(): void {
    this.#pause.end();
  }

  close(): void {
    this.#closed = true;
    this.#pause.end();
  }

  async #deliver(message: Outgoing, signal?: AbortSignal): Promise<Server.ChatStored> {
    const backoff = new Backoff();
    for (let tries = 0; tries < TRIES; ) {
      throwIfAborted(signal);
      if (this.#closed) throw new ConfabError("closed");
      if (!this.#options.online()) {
        await this.#pause.wait();
        continue;
      }
      try {
        return (await this.#options.request(message)) as Server.ChatStored;
      } catch (fault) {
        if (!(fault instanceof ConfabError && fault.retryable)) throw fault;
        if (fault.code !== "connection_lost") tries += 1;
        await this.#pause.wait(backoff.next(fault.retryAfterMs));
      }
    }
    throw new ConfabError("timeout");
  }
}
