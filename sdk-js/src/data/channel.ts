import type { RoomNotice } from "../connection/request.js";
import { Queue } from "../connection/retry.js";
import { ConfabError } from "../errors.js";
import { Observable } from "../events.js";
import type { Grants } from "../participant.js";
import { type DataPayload, type Encoded, encodeData, RELAY_BYTES } from "./message.js";

export interface ChannelOptions {
  /** Retransmit until it arrives. Default `true`. */
  reliable?: boolean;
  /** Deliver in order. Default: the same as `reliable`. */
  ordered?: boolean;
}

export interface DataChannelEvents {
  /** `data` is what was sent: string, ArrayBuffer or JSON value. `from` is a participant id. */
  message: { data: unknown; from: string };
  /** A direct path for this label to a participant is open. */
  open: { participant: string };
  /** The direct path is gone; messages go through the server until another one opens. */
  close: { participant: string };
}

type DataFrame = Extract<RoomNotice, { type: "data" }>;

/** What a channel needs of its room. */
export interface ChannelLink {
  /** Ids of all others. */
  members: () => Iterable<string>;
  /** The connection to a participant, while there is one. */
  connection: (participant: string) => RTCPeerConnection | undefined;
  /** Hands a message to the server and waits until it has taken it. */
  request: (frame: DataFrame) => Promise<unknown>;
  /** The same without waiting: it may get lost. */
  send: (frame: DataFrame) => void;
  grants: () => Grants;
}

/** The largest message every current browser takes. */
const DIRECT_BYTES = 262_144;
/** More than this in the browser's buffer makes reliable messages wait, and others useless. */
const BUFFER_BYTES = 1_048_576;
const LOSSY_BUFFER_BYTES = 65_536;
/** How much longer a message through the server may take to the other end than its answer back to us. */
const SETTLE_MS = 500;

/**
 * One label towards everybody: over a direct path where one is open, through the server elsewhere. What we
 * send takes a data channel that we opened, so each side chooses for itself how reliable it is.
 */
export class DataChannel extends Observable<DataChannelEvents> {
  readonly label: string;
  readonly reliable: boolean;
  readonly ordered: boolean;
  readonly #link: ChannelLink;
  readonly #closed: () => void;
  readonly #channels = new Map<string, RTCDataChannel>();
  /** Resolves once the last message through the server has arrived, by participant: direct ones stay behind it. */
  readonly #settled = new Map<string, Promise<unknown>>();
  readonly #relays = new Queue();
  #ended = false;

  /** @internal */
  constructor(label: string, options: ChannelOptions, link: ChannelLink, closed: () => void) {
    super();
    this.#closed = closed;
    this.label = label;
    this.reliable = options.reliable ?? true;
    this.ordered = options.ordered ?? this.reliable;
    this.#link = link;
    for (const participant of link.members()) this.handleOpened(participant);
  }

  /**
   * Sends to `to`, or to everybody. Resolves when the browser or the server has taken the message; await it
   * before the next one when sending much. Messages that are not reliable may be dropped on the way.
   */
  async send(data: DataPayload, options: { to?: readonly string[] } = {}): Promise<void> {
    if (this.#ended) throw new ConfabError("closed");
    if (!this.#link.grants().data) throw new ConfabError("forbidden");
    const message = encodeData(data);
    checkSize(message, DIRECT_BYTES);
    const sending: Promise<void>[] = [];
    const relayed: string[] = [];
    for (const participant of options.to ?? this.#link.members()) {
      const channel = this.#channels.get(participant);
      if (channel?.readyState === "open")
        sending.push(this.#sendDirect(participant, channel, message));
      else relayed.push(participant);
    }
    if (relayed.length > 0) sending.push(this.#relay(message, relayed));
    await Promise.all(sending);
  }

  /** Ends sending and receiving; `data.channel()` with the same label opens a new one. */
  close(): void {
    this.#ended = true;
    this.#closed();
    for (const participant of this.#channels.keys()) this.handleGone(participant);
    this.handleOnline();
  }

  /** @internal A new connection to a participant. */
  handleOpened(participant: string): void {
    const channel = this.#link.connection(participant)?.createDataChannel(this.label, {
      ordered: this.ordered,
      ...(!this.reliable && { maxRetransmits: 0 }),
    });
    if (!channel) return;
    this.#channels.set(participant, channel);
    channel.onopen = () => this.emit("open", { participant });
    channel.onclose = () => this.emit("close", { participant });
  }

  /** @internal */
  handleGone(participant: string): void {
    this.#channels.get(participant)?.close();
    this.#channels.delete(participant);
  }

  /** @internal The room is joined again: whatever waits for the server tries at once. */
  handleOnline(): void {
    this.#relays.now();
  }

  /** @internal */
  handleMessage(data: unknown, from: string): void {
    this.emit("message", { data, from });
  }

  async #sendDirect(
    participant: string,
    channel: RTCDataChannel,
    { direct }: Encoded,
  ): Promise<void> {
    await this.#settled.get(participant);
    if (this.reliable) await drained(channel);
    else if (channel.bufferedAmount > LOSSY_BUFFER_BYTES) return;
    // Closed while it waited: whoever was on the other end is gone. The cast decides an overload.
    if (channel.readyState === "open") channel.send(direct as string);
  }

  async #relay(message: Encoded, to: string[]): Promise<void> {
    checkSize(message, RELAY_BYTES);
    const payload = message.relayed();
    const frame: DataFrame = { type: "data", label: this.label, payload, to };
    if (!this.reliable) return this.#link.send(frame);
    const taken = this.#relays.add(() => this.#link.request(frame));
    const settle = () => new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const settled = taken.then(settle, settle);
    for (const participant of to) this.#settled.set(participant, settled);
    await taken;
  }
}

function checkSize({ bytes }: Encoded, limit: number): void {
  if (bytes <= limit) return;
  throw new ConfabError("payload_too_large", {
    about: `${bytes} bytes, limit ${limit}`,
  });
}

/** Waits until the browser has room for more. */
async function drained(channel: RTCDataChannel): Promise<void> {
  while (channel.readyState === "open" && channel.bufferedAmount > BUFFER_BYTES) {
    channel.bufferedAmountLowThreshold = BUFFER_BYTES / 4;
    await new Promise((resolve) => {
      for (const event of ["bufferedamountlow", "close"]) channel.addEventListener(event, resolve);
    });
  }
}
