import { ConfabError } from "../errors.js";
import type { Server } from "../protocol/messages.js";
import { type ChannelLink, type ChannelOptions, DataChannel } from "./channel.js";
import { decodeDirect, decodeRelayed } from "./message.js";

export interface DataLink extends ChannelLink {
  /** Whether this participant may send data at all: a direct path has no server that checks. */
  accepts: (from: string) => boolean;
}

const LABEL_CHARS = 64;

/** Messages between participants: over a direct path where there is one, else through the server. */
export class Data {
  readonly #link: DataLink;
  readonly #channels = new Map<string, DataChannel>();

  /** @internal */
  constructor(link: DataLink) {
    this.#link = link;
  }

  /** The channel with this label (1 to 64 characters); the same object each time. Both sides use the same label. */
  channel(label: string, options: ChannelOptions = {}): DataChannel {
    const known = this.#channels.get(label);
    if (known) return known;
    if (!label || label.length > LABEL_CHARS) throw new ConfabError("invalid_options");
    const closed = () => this.#channels.delete(label);
    const channel = new DataChannel(label, options, this.#link, closed);
    this.#channels.set(label, channel);
    return channel;
  }

  /** @internal A new connection to a participant. */
  handleOpened(participant: string): void {
    for (const channel of this.#channels.values()) channel.handleOpened(participant);
  }

  /** @internal */
  handleGone(participant: string): void {
    for (const channel of this.#channels.values()) channel.handleGone(participant);
  }

  /** @internal The room is joined again. */
  handleOnline(): void {
    for (const channel of this.#channels.values()) channel.handleOnline();
  }

  /** @internal A participant opened a data channel to us. */
  handleChannel(from: string, channel: RTCDataChannel): void {
    const { label } = channel;
    channel.binaryType = "arraybuffer";
    channel.onmessage = ({ data }) => this.#receive(label, from, () => decodeDirect(data));
  }

  /** @internal */
  handleRelayed({ label, from, payload }: Server.Data): void {
    this.#receive(label, from, () => decodeRelayed(payload));
  }

  /** @internal */
  close(): void {
    for (const channel of this.#channels.values()) channel.close();
  }

  /** Messages for a label that nobody opened here are dropped. */
  #receive(label: string, from: string, decode: () => unknown): void {
    const channel = this.#channels.get(label);
    if (!channel || !this.#link.accepts(from)) return;
    try {
      channel.handleMessage(decode(), from);
    } catch {
      // Not from an SDK of ours: nothing a page could use.
    }
  }
}
