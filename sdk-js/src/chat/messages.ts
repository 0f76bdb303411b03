import type { EventData, EventView } from "../protocol/messages.js";

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
  readonly name?: string | undefined;
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

export type CreatedEvent = Extract<EventView, { type: "message.created" }>;

export function messageFrom({ seq, timestamp, data }: CreatedEvent, self: string): ChatMessage {
  const { messageId, editedAt, reactions, ...rest } = data;
  return {
    ...rest,
    id: messageId,
    seq,
    timestamp: new Date(timestamp),
    ...(editedAt !== undefined && { editedAt: new Date(editedAt) }),
    reactions: reactions ?? {},
    status: "stored",
    own: data.identity === self,
  };
}

/** The reactions after one more or one less. */
export function react(
  reactions: ChatMessage["reactions"],
  { identity, reaction, removed }: EventData["message.reacted"],
): ChatMessage["reactions"] {
  const { [reaction]: before = [], ...others } = reactions;
  const without = before.filter((name) => name !== identity);
  const after = removed ? without : [...without, identity];
  return after.length > 0 ? { ...others, [reaction]: after } : others;
}

/** A long call must not fill the memory: older ones are a `history()` away. */
const KEPT = 5_000;

/** Where messages without a `seq` stand: no log has so many entries. */
const UNSENT = 1_000_000_000_000;
const order = ({ seq }: ChatMessage) => seq ?? UNSENT;

/** What is known of a chat: in the room's order, those not stored yet at the end. */
export class MessageList {
  #all: readonly ChatMessage[] = [];

  get all(): readonly ChatMessage[] {
    return this.#all;
  }

  find(id: string): ChatMessage | undefined {
    return this.#all.find((message) => message.id === id);
  }

  findOwn(clientId: string): ChatMessage | undefined {
    return this.#all.find((message) => message.own && message.clientId === clientId);
  }

  /** Adds the message, or puts it in the place of the one with its id (ours also by client id). */
  put(message: ChatMessage): ChatMessage {
    const same = ({ id, clientId, own }: ChatMessage) =>
      id === message.id || (own && message.own && clientId === message.clientId);
    const others = this.#all.filter((other) => !same(other));
    const later = others.findIndex((other) => order(other) > order(message));
    others.splice(later < 0 ? others.length : later, 0, message);
    this.#all = others.slice(-KEPT);
    return message;
  }

  /** The message as it is after `change`; undefined when it is not known. */
  change(id: string, change: Partial<ChatMessage>): ChatMessage | undefined {
    const before = this.find(id);
    return before && this.put({ ...before, ...change });
  }
}
