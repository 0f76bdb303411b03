import { ConfabError } from "../errors.js";
import { Observable } from "../events.js";
import type { PeerState } from "../peers/path.js";
import type { Encoded } from "./message.js";

export interface LaneEvents {
  open: Record<string, never>;
  close: Record<string, never>;
}

export interface LaneOptions {
  reliable: boolean;
  /** The path to the participant; undefined where there can be none. */
  path: () => PeerState | undefined;
  relay: (message: Encoded) => Promise<void>;
}

interface Waiting {
  message: Encoded;
  resolve(): void;
  reject(fault: unknown): void;
}

/** Reliable messages wait this long for a path that is being made, then take the server. */
const PATIENCE_MS = 3_000;
const QUEUE = 1_000;
const BUFFER_BYTES = 1_048_576;
const BUFFER_LOW_BYTES = 262_144;
/** What is not reliable is worth sending only at once. */
const LOSSY_BUFFER_BYTES = 65_536;

/** The way of one label to one participant: their data channel, or the server while there is none. */
export class Lane extends Observable<LaneEvents> {
  readonly #options: LaneOptions;
  #channel: RTCDataChannel | undefined;
  readonly #queue: Waiting[] = [];
  #relaying = 0;
  #impatient = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LaneOptions) {
    super();
    this.#options = options;
  }

  /** Whether messages go through the server now. Direct ones wait until the relayed ones have arrived there: the order stays. */
  get relays(): boolean {
    if (this.#relaying > 0) return true;
    const path = this.#options.path();
    return !this.#open && (this.#impatient || path === undefined || path === "failed");
  }

  handleChannel(channel: RTCDataChannel): void {
    this.#channel = channel;
    this.#impatient = false;
    channel.bufferedAmountLowThreshold = BUFFER_LOW_BYTES;
    channel.onopen = () => {
      this.emit("open", {});
      this.#pump();
    };
    channel.onclose = () => {
      if (this.#channel === channel) this.emit("close", {});
    };
    channel.onbufferedamountlow = () => this.#pump();
  }

  /** The state of the path changed. */
  handlePath(): void {
    this.#pump();
  }

  /** Resolves when the message is handed to the browser or, relayed, to the server. */
  send(message: Encoded): Promise<void> {
    if (!this.#options.reliable) return this.#sendLossy(message);
    if (this.#queue.length >= QUEUE) {
      return Promise.reject(new ConfabError("busy", busy));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ message, resolve, reject });
      this.#pump();
    });
  }

  /** Counts a message that takes the server together with those to other participants. */
  async relayed(sending: Promise<void>): Promise<void> {
    this.#relaying += 1;
    try {
      await sending;
    } finally {
      this.#relaying -= 1;
      this.#pump();
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    const channel = this.#channel;
    this.#channel = undefined;
    channel?.close();
    // Who left needs no message, and whoever sends need not fail for it.
    for (const { resolve } of this.#queue.splice(0)) resolve();
  }

  get #open(): boolean {
    return this.#channel?.readyState === "open";
  }

  #sendLossy(message: Encoded): Promise<void> {
    if (this.relays) return this.#options.relay(message);
    const channel = this.#channel;
    const free = this.#open && channel && channel.bufferedAmount < LOSSY_BUFFER_BYTES;
    if (free) sendOn(channel, message);
    return Promise.resolve();
  }

  #pump(): void {
    while (this.#queue.length > 0) {
      if (this.relays) this.#relayNext();
      else if (this.#channel && this.#open) {
        if (this.#channel.bufferedAmount > BUFFER_BYTES) return;
        this.#sendNext(this.#channel);
      } else return this.#wait();
    }
  }

  #sendNext(channel: RTCDataChannel): void {
    const next = this.#queue.shift();
    try {
      if (next) sendOn(channel, next.message);
      next?.resolve();
    } catch (cause) {
      next?.reject(new ConfabError("payload_too_large", { cause }));
    }
  }

  #relayNext(): void {
    const next = this.#queue.shift();
    if (next) this.relayed(this.#options.relay(next.message)).then(next.resolve, next.reject);
  }

  #wait(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#impatient = true;
      this.#pump();
    }, PATIENCE_MS);
  }
}

const busy = {
  message: "Too many messages wait to be sent.",
  hint: "Await send() before the next one.",
  retryable: true,
};

function sendOn(channel: RTCDataChannel, { direct }: Encoded): void {
  // The overloads of send() want the type decided.
  if (typeof direct === "string") channel.send(direct);
  else channel.send(direct);
}
