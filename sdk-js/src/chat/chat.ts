import type { Observable } from "../events.js";

/** A message as it is now. Every change makes a new object. */
export interface ChatMessage {
  /** `msg_…`; until stored the same as `clientId`. */
  readonly id: string;
  readonly clientId: string;
  /** Place in the room's log; absent until stored. */
  readonly seq?: number;
  readonly identity: string;
  /** Absent when the message came over REST. */
  readonly participant?: string;
  readonly name?: string;
  /** Empty when deleted. */
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly timestamp: Date;
  readonly editedAt?: Date;
  readonly deleted?: boolean;
  /** Identities by reaction. */
  readonly reactions: Readonly<Record<string, readonly string[]>>;
  readonly status: "sending" | "stored" | "failed";
  readonly own: boolean;
}

export interface ChatEvents {
  /** A new message, ours included: ours fires at once with status `sending`. Not fired by `history()`. */
  message: { message: ChatMessage };
  /** Our own message became `stored` or `failed`, or is `sending` again. */
  messageStatus: { message: ChatMessage };
  messageEdited: { message: ChatMessage };
  messageDeleted: { message: ChatMessage };
  messageReacted: { message: ChatMessage; reaction: string; identity: string; removed: boolean };
  /** Ends by itself 6 s after the last sign of typing. */
  typing: { participant: string; typing: boolean };
  read: { participant: string; seq: number };
}

export interface SendOptions {
  attributes?: Record<string, string>;
  /** Gives the message up; one already stored stays. */
  signal?: AbortSignal;
}

export interface HistoryPage {
  /** Oldest first. */
  messages: ChatMessage[];
  /** Pass it as `before` for the page before this one. */
  nextCursor?: string;
  hasMore: boolean;
}

export declare class Chat extends Observable<ChatEvents> {
  /** What is known of the chat, in the room's order, unsent ones last. A new array at each change. */
  readonly messages: readonly ChatMessage[];
  /**
   * Resolves when the server has stored the message. Goes on trying over a loss of connection,
   * never storing it twice; rejects when the server refuses it.
   */
  send(text: string, options?: SendOptions): Promise<ChatMessage>;
  /** Sends a `failed` message again, with the same client id. */
  resend(clientId: string): Promise<ChatMessage>;
  edit(id: string, text: string): Promise<void>;
  delete(id: string): Promise<void>;
  react(id: string, reaction: string, options?: { remove?: boolean }): Promise<void>;
  /** Call it at each key stroke: it sends at most one frame in 3 s. */
  typing(on: boolean): void;
  /** Tells the others how far we have read. */
  read(seq: number): void;
  /** A page of older messages, added to `messages` as well. */
  history(options?: {
    before?: string;
    limit?: number;
    signal?: AbortSignal;
  }): Promise<HistoryPage>;
}
