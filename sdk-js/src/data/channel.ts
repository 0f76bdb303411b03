import { ConfabError } from "../errors.js";
import { Observable } from "../events.js";
import type { PeerState } from "../peers/path.js";
import { Lane } from "./lane.js";
import { type DataPayload, type Encoded, encodeData } from "./message.js";

export interface ChannelOptions {
  /** Retransmit until it arrives. Default `true`. Where there is no direct path, reliable messages go through the server. */
  reliable?: boolean;
  /** Deliver in order. Default: the same as `reliable`. */
  ordered?: boolean;
}

export interface DataChannelEvents {
  /** `data` is what was sent: string, ArrayBuffer or JSON value. `from` is a participant id. */
  message: { data: unknown; from: string };
  /** A direct path for this label to a participant is open. */
  open: { participant: string };
  close: { participant: string };
}

export interface ChannelPaths {
  /** Ids of all others. */
  members: () => Iterable<string>;
  path: (participant: string) => PeerState | undefined;
  open: (
    participant: string,
    label: string,
    options: RTCDataChannelInit,
  ) => RTCDataChannel | undefined;
  relay: (label: string, message: Encoded, to: string[], reliable: boolean) => Promise<void>;
  /** Throws `forbidden` where the token grants no data. */
  permit: () => void;
  closed: (channel: DataChannel) => void;
}

/** The largest message every current browser takes. */
const DIRECT_BYTES = 262_144;

/** One label towards everybody. What we send takes a channel that we opened, so both sides choose for themselves how reliable it is. */
export class DataChannel extends Observable<DataChannelEvents> {
  readonly label: string;
  readonly reliable: boolean;
  readonly ordered: boolean;
  readonly #paths: ChannelPaths;
  readonly #lanes = new Map<string, Lane>();

  /** @internal */
  constructor(label: string, options: ChannelOptions, paths: ChannelPaths) {
    super();
    this.label = label;
    this.reliable = options.reliable ?? true;
    this.ordered = options.ordered ?? this.reliable;
    this.#paths = paths;
    for (const participant of paths.members()) this.handleOpened(participant);
  }

  /**
   * Sends to `to`, or to everybody. Resolves when the message is handed to every path; await it before
   * the next one when sending much. Messages that are not reliable may be dropped on the way.
   */
  async send(data: DataPayload, options: { to?: readonly string[] } = {}): Promise<void> {
    this.#paths.permit();
    const message = encodeData(data);
    if (message.bytes > DIRECT_BYTES) {
      throw new ConfabError("payload_too_large", {
        message: `A message may have ${DIRECT_BYTES} bytes, not ${message.bytes}.`,
      });
    }
    const sending: Promise<void>[] = [];
    const relayed: string[] = [];
    for (const participant of options.to ?? this.#paths.members()) {
      const lane = this.#lane(participant);
      if (lane.relays) relayed.push(participant);
      else sending.push(lane.send(message));
    }
    if (relayed.length > 0) sending.push(this.#relay(message, relayed));
    await Promise.all(sending);
  }

  close(): void {
    for (const participant of [...this.#lanes.keys()]) this.handleGone(participant);
    this.#paths.closed(this);
  }

  /** @internal A new connection to a participant. */
  handleOpened(participant: string): void {
    const channel = this.#paths.open(participant, this.label, {
      ordered: this.ordered,
      ...(!this.reliable && { maxRetransmits: 0 }),
    });
    if (channel) this.#lane(participant).handleChannel(channel);
  }

  /** @internal */
  handlePath(participant: string): void {
    this.#lanes.get(participant)?.handlePath();
  }

  /** @internal */
  handleGone(participant: string): void {
    this.#lanes.get(participant)?.close();
    this.#lanes.delete(participant);
  }

  /** @internal */
  handleMessage(data: unknown, from: string): void {
    this.emit("message", { data, from });
  }

  async #relay(message: Encoded, to: string[]): Promise<void> {
    const sending = this.#paths.relay(this.label, message, to, this.reliable);
    await Promise.all(to.map((participant) => this.#lane(participant).relayed(sending)));
  }

  #lane(participant: string): Lane {
    const known = this.#lanes.get(participant);
    if (known) return known;
    const lane = new Lane({
      reliable: this.reliable,
      path: () => this.#paths.path(participant),
      relay: (message) => this.#paths.relay(this.label, message, [participant], this.reliable),
    });
    lane.on("open", () => this.emit("open", { participant }));
    lane.on("close", () => this.emit("close", { participant }));
    this.#lanes.set(participant, lane);
    return lane;
  }
}
