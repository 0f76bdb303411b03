import type { Server } from "../protocol/messages.js";
import { type ChannelOptions, type ChannelPaths, DataChannel } from "./channel.js";
import { decodeDirect, decodeRelayed } from "./message.js";
import { Relay, type RelayOptions } from "./relay.js";

export interface DataOptions extends RelayOptions, Omit<ChannelPaths, "relay" | "closed"> {
  /** Whether this participant may send data at all: a direct path has no server that checks. */
  accepts: (from: string) => boolean;
}

/** Messages for a label that nobody opened here yet: kept for the moment between two joins. */
const EARLY_MESSAGES = 100;
const EARLY_LABELS = 32;

type Early = { data: unknown; from: string };

/** Messages between participants: over a direct path where there is one, else through the server. */
export class Data {
  readonly #options: DataOptions;
  readonly #relay: Relay;
  readonly #channels = new Map<string, DataChannel>();
  readonly #early = new Map<string, Early[]>();

  /** @internal */
  constructor(options: DataOptions) {
    this.#options = options;
    this.#relay = new Relay(options);
  }

  /** The channel with this label; the same object each time. Both sides use the same label. */
  channel(label: string, options: ChannelOptions = {}): DataChannel {
    const known = this.#channels.get(label);
    if (known) return known;
    const channel = new DataChannel(label, options, {
      ...this.#options,
      relay: (...message) => this.#relay.send(...message),
      closed: () => this.#channels.delete(label),
    });
    this.#channels.set(label, channel);
    const early = this.#early.get(label) ?? [];
    this.#early.delete(label);
    // After the caller had the time to listen.
    queueMicrotask(() => {
      for (const { data, from } of early) channel.handleMessage(data, from);
    });
    return channel;
  }

  /** @internal A new connection to a participant. */
  handleOpened(participant: string): void {
    for (const channel of this.#channels.values()) channel.handleOpened(participant);
  }

  /** @internal The path to a participant changed. */
  handlePath(participant: string): void {
    for (const channel of this.#channels.values()) channel.handlePath(participant);
  }

  /** @internal */
  handleGone(participant: string): void {
    for (const channel of this.#channels.values()) channel.handleGone(participant);
  }

  /** @internal The room is joined again. */
  handleOnline(): void {
    this.#relay.handleOnline();
  }

  /** @internal A participant opened a data channel to us. */
  handleChannel(from: string, channel: RTCDataChannel): void {
    channel.binaryType = "arraybuffer";
    channel.onmessage = ({ data }) => this.#deliver(channel.label, from, () => decodeDirect(data));
  }

  /** @internal */
  handleRelayed({ label, from, payload }: Server.Data): void {
    this.#deliver(label, from, () => decodeRelayed(payload));
  }

  /** @internal */
  close(): void {
    for (const channel of [...this.#channels.values()]) channel.close();
  }

  #deliver(label: string, from: string, decode: () => unknown): void {
    if (!this.#options.accepts(from)) return;
    let data: unknown;
    try {
      data = decode();
    } catch {
      return; // Not from an SDK of ours: nothing a page could use.
    }
    const channel = this.#channels.get(label);
    if (channel) return channel.handleMessage(data, from);
    const early = this.#early.get(label) ?? [];
    if (early.length === 0 && this.#early.size >= EARLY_LABELS) return;
    this.#early.set(label, [...early, { data, from }].slice(-EARLY_MESSAGES));
  }
}
