import type { Observable } from "../events.js";

export interface ChannelOptions {
  /** Retransmit until it arrives. Default `true`. Where there is no direct path, reliable messages go through the server. */
  reliable?: boolean;
  /** Deliver in order. Default: the same as `reliable`. */
  ordered?: boolean;
}

/** Anything JSON can hold; a string stays a string, binary stays binary. */
export type DataPayload = string | ArrayBuffer | Uint8Array | object;

export interface DataChannelEvents {
  /** `data` is what was sent: string, ArrayBuffer or JSON value. `from` is a participant id. */
  message: { data: unknown; from: string };
  /** A direct path for this label to a participant is open. */
  open: { participant: string };
  close: { participant: string };
}

export declare class DataChannel extends Observable<DataChannelEvents> {
  readonly label: string;
  readonly reliable: boolean;
  /** Sends to `to`, or to everybody. Resolves when handed to every path; see docs for back-pressure. */
  send(data: DataPayload, options?: { to?: readonly string[] }): Promise<void>;
  close(): void;
}

export declare class Data {
  /** The channel with this label; the same object each time. Both sides use the same label. */
  channel(label: string, options?: ChannelOptions): DataChannel;
}
