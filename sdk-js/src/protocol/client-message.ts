import type { Json, JsonObject, TrackView } from "./views.js";

/** A frame that is answered by exactly one `ok` or `error` with its `id`. */
interface Request {
  /** 1 to 64 characters. */
  id: string;
}

/** A frame that asks for no answer; with an `id` it gets one. */
interface Notice {
  id?: string;
}

/** Says who connects; the first frame, within 5 s. */
export interface Hello extends Request {
  type: "hello";
  token: string;
  /** `name/version` */
  sdk?: string;
  ticket?: string;
  /** Cursors by room id. */
  cursors?: Record<string, string>;
  lastSignal?: number;
}

/** Enters a room, by its name or id. */
export interface Join extends Request {
  type: "join";
  room: string;
  cursor?: string;
  /** Display name; counts only when the token has none. */
  name?: string;
  tracks?: TrackView[];
}

/** Leaves a room for good. */
export interface Leave extends Request {
  type: "leave";
  room: string;
}

/** A message to one incarnation of one participant, relayed word for word. */
export interface Signal extends Notice {
  type: "signal";
  room: string;
  to: string;
  incarnation: number;
  /** At most 48 KiB. */
  payload: JsonObject;
}

/** Changes what others see of us. Each field given replaces the whole field. */
export interface Update extends Request {
  type: "update";
  room: string;
  name?: string;
  attributes?: Record<string, string>;
  tracks?: TrackView[];
}

/** Stores a message; a retry with the same `clientId` is the same message. */
export interface ChatSend extends Request {
  type: "chat.send";
  room: string;
  clientId: string;
  text: string;
  attributes?: Record<string, string>;
}

export interface ChatEdit extends Request {
  type: "chat.edit";
  room: string;
  messageId: string;
  text: string;
}

export interface ChatDelete extends Request {
  type: "chat.delete";
  room: string;
  messageId: string;
}

export interface ChatReact extends Request {
  type: "chat.react";
  room: string;
  messageId: string;
  reaction: string;
  remove?: boolean;
}

export interface ChatRead extends Notice {
  type: "chat.read";
  room: string;
  seq: number;
}

export interface ChatTyping extends Notice {
  type: "chat.typing";
  room: string;
  typing: boolean;
}

/** Reads a page of the room's log, before or after a cursor. */
export interface History extends Request {
  type: "history";
  room: string;
  before?: string;
  after?: string;
  /** 1 to 200; 50 when absent. */
  limit?: number;
  types?: string[];
}

/** An application's own message, to all others or to those named. */
export interface Data extends Notice {
  type: "data";
  room: string;
  to?: string[];
  label: string;
  payload: Json;
}

export interface IceRefresh extends Request {
  type: "ice.refresh";
}

export interface TokenRefresh extends Request {
  type: "token.refresh";
  token: string;
}

export interface Report extends Notice {
  type: "report";
  kind: string;
  room?: string;
  data: JsonObject;
}

/** Types whose place is kept; the server answers `not_supported`. */
export interface Reserved extends Notice {
  type: "call.invite" | "call.accept" | "call.decline" | "call.cancel" | "moderate";
}

/** A frame from a client. */
export type ClientMessage =
  | Hello
  | Join
  | Leave
  | Signal
  | Update
  | ChatSend
  | ChatEdit
  | ChatDelete
  | ChatReact
  | ChatRead
  | ChatTyping
  | History
  | Data
  | IceRefresh
  | TokenRefresh
  | Report
  | Reserved;
