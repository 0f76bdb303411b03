import type { ErrorCode } from "./codes.js";
import type {
  Departure,
  EventView,
  GrantsView,
  IceServer,
  Json,
  JsonObject,
  LeaveReason,
  LimitsView,
  ParticipantView,
  RoomView,
  TokenRenewal,
  Warning,
} from "./views.js";

/** The answer to `hello`. */
export interface Welcome {
  type: "welcome";
  session: string;
  /** Whether the session of the ticket goes on. */
  resumed: boolean;
  /** Whether signals after the `lastSignal` of `hello` are gone. */
  signalsLost: boolean;
  identity: string;
  name?: string;
  tenant: string;
  ticket: string;
  limits: LimitsView;
  iceServers: IceServer[];
  iceExpiresAt?: string;
  tokenExpiresAt: string;
  tokenRenewal: TokenRenewal;
  heartbeatSeconds: number;
  /** The server's version. */
  server: string;
  warnings?: Warning[];
}

/** The answer to `join`: the room as it is now. */
export interface Joined {
  type: "joined";
  room: RoomView;
  meeting?: string;
  self: ParticipantView;
  /** The others. */
  participants: ParticipantView[];
  grants: GrantsView;
  cursor: string;
  /** False when events since the given cursor are gone for good. */
  recovered: boolean;
  /** How many events follow as catch-up. */
  missed: number;
}

/** We are no longer in the room. */
export interface Left {
  type: "left";
  room: string;
  reason: LeaveReason;
}

/** Who came, changed or went; the changes of a moment in one frame. */
export interface Presence {
  type: "presence";
  room: string;
  joined?: ParticipantView[];
  updated?: ParticipantView[];
  left?: Departure[];
}

/** What a peer sent. `n` counts the signals of this session, from 1. */
export interface Signal {
  type: "signal";
  room: string;
  from: string;
  /** The sender's. */
  incarnation: number;
  n: number;
  payload: JsonObject;
}

/** An entry of the log, and the cursor behind it. */
export interface Event {
  type: "event";
  cursor: string;
  event: EventView;
}

/** Entries up to `seq` that we may not see. */
export interface Skip {
  type: "skip";
  room: string;
  seq: number;
  cursor: string;
}

export interface Data {
  type: "data";
  room: string;
  from: string;
  label: string;
  payload: Json;
}

export interface ChatTyping {
  type: "chat.typing";
  room: string;
  from: string;
  typing: boolean;
}

export interface ChatRead {
  type: "chat.read";
  room: string;
  from: string;
  seq: number;
}

/** The connection is alive; the last `seq` of each joined room. */
export interface Heartbeat {
  type: "heartbeat";
  time: string;
  heads: Record<string, number>;
}

export interface Ticket {
  type: "ticket";
  ticket: string;
}

/** A renewed token for the next connection. */
export interface Token {
  type: "token";
  token: string;
  expiresAt: string;
}

/** The token ends soon, and only we can get a new one. */
export interface TokenExpiring {
  type: "tokenExpiring";
  expiresAt: string;
}

export interface Ice {
  type: "ice";
  iceServers: IceServer[];
  expiresAt?: string;
}

/** This node stops soon: connect again after the given time. */
export interface Drain {
  type: "drain";
  reconnectInMs: number;
}

/** Answers a `signal` to somebody who is reconnecting: it waits for them. */
export interface SignalHeld {
  held: true;
}

/** Answers `chat.send`: the message is committed. */
export interface ChatStored {
  messageId: string;
  seq: number;
  timestamp: string;
}

/** Answers `history`. */
export interface HistoryPage {
  events: EventView[];
  nextCursor?: string;
  hasMore: boolean;
}

export type OkData = SignalHeld | ChatStored | HistoryPage;

/** The request with this `id` is done. */
export interface Ok {
  type: "ok";
  id: string;
  data?: OkData;
}

/** Something failed: the request with this `id`, or without one what the other fields name. */
export interface Error {
  type: "error";
  id?: string;
  /** A newer server may know more codes. */
  code: ErrorCode | (string & {});
  message: string;
  retryable: boolean;
  hint?: string;
  retryAfterMs?: number;
  /** The field at fault, such as `tracks[2].name`. */
  path?: string;
  room?: string;
  to?: string;
  incarnation?: number;
  docs: string;
}

/** A frame from the server. A newer server may send other types: ignore those. */
export type ServerMessage =
  | Welcome
  | Joined
  | Left
  | Presence
  | Signal
  | Event
  | Skip
  | Data
  | ChatTyping
  | ChatRead
  | Heartbeat
  | Ticket
  | Token
  | TokenExpiring
  | Ice
  | Drain
  | Ok
  | Error;
