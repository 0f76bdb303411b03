import type { ConnectionState, FrameRecord } from "./connection/connection.js";
import { ConfabError } from "./errors.js";
import type { Observable } from "./events.js";
import type { ConnectOptions, JoinOptions } from "./options.js";
import type { Room } from "./room.js";

export interface Warning {
  code: string;
  message: string;
}

export interface ConfabEvents {
  /** After each change of `state`. `reason` says why it is `reconnecting` or `closed`: a close code's name, or what the SDK saw. */
  stateChanged: { state: ConnectionState; reason?: string };
  /** A failure that no call of the page's can report. */
  error: { error: ConfabError };
  /** The token runs out at `expiresAt` and the server cannot renew it; `tokenProvider` is called right after. */
  tokenExpiring: { expiresAt: Date };
  /** Something to mend that does no harm yet. */
  warning: Warning;
  /** Every frame as it passes, tokens masked. */
  frame: FrameRecord;
}

/** One connection of one identity to a server. Made by {@link connect}. */
export declare class Confab extends Observable<ConfabEvents> {
  readonly identity: string;
  readonly state: ConnectionState;
  /** Rooms joined and not left, by id. */
  readonly rooms: ReadonlyMap<string, Room>;
  /** The ICE servers in use now; renewed before they expire. */
  readonly iceServers: RTCIceServer[];
  /** Joins a room by name or id. A room already joined is returned as it is. */
  join(room: string, options?: JoinOptions): Promise<Room>;
  /** Leaves every room and closes for good. */
  close(): Promise<void>;
}

/** Connects one identity to a server. Rejects with a {@link ConfabError}. */
export async function connect(_options: ConnectOptions): Promise<Confab> {
  throw new ConfabError("server_unreachable");
}
