import { throwIfAborted } from "../connection/abort.js";
import type { RequestOptions, RoomRequest } from "../connection/request.js";
import { asConfabError, ConfabError } from "../errors.js";
import { Observable } from "../events.js";
import { randomId } from "../ids.js";
import type { EventData, EventView, Server } from "../protocol/messages.js";
import {
  type ChatMessage,
  type CreatedEvent,
  MessageList,
  messageFrom,
  react,
} from "./messages.js";
import { Outbox } from "./outbox.js";
import { Typing } from "./typing.js";

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

export interface HistoryOptions {
  /** `nextCursor` of the page after this one. Default: the newest page. */
  before?: string;
  /** 1 to 200; default 50. */
  limit?: number;
  signal?: AbortSignal;
}

export interface HistoryPage {
  /** Oldest first. */
  messages: ChatMessage[];
  /** Pass it as `before` for the page before this one. */
  nextCursor?: string;
  hasMore: boolean;
}

export interface ChatOptions {
  self: { identity: string; participant: string; name: () => string | undefined };
  request: (body: RoomRequest, options?: RequestOptions) => Promise<Server.Ok["data"]>;
  /** Frames that need no answer. */
  typing: (typing: boolean) => void;
  read: (seq: number) => void;
  online: () => boolean;
}

/** The room's chat: stored by the server, in one order for everybody. */
export class Chat extends Observable<ChatEvents> {
  readonly #options: ChatOptions;
  readonly #list = new MessageList();
  readonly #outbox: Outbox;
  readonly #typing: Typing;
  #readSeq = 0;

  /** @internal */
  constructor(options: ChatOptions) {
    super();
    this.#options = options;
    this.#outbox = new Outbox({
      request: (message) => options.request({ type: "chat.send", ...message }),
      online: options.online,
    });
    this.#typing = new Typing(options.typing);
    this.#typing.on("changed", (change) => this.emit("typing", change));
  }

  /** What is known of the chat, in the room's order, unsent ones last. A new array at each change. */
  get messages(): readonly ChatMessage[] {
    return this.#list.all;
  }

  /**
   * Resolves when the server has stored the message. Goes on trying over a loss of connection,
   * never storing it twice; rejects when the server refuses it.
   */
  async send(text: string, { attributes, signal }: SendOptions = {}): Promise<ChatMessage> {
    throwIfAborted(signal);
    const { identity, participant, name } = this.#options.self;
    const clientId = randomId(22);
    const shown = name();
    const message: ChatMessage = {
      id: clientId,
      clientId,
      identity,
      participant,
      ...(shown !== undefined && { name: shown }),
      text,
      attributes: attributes ?? {},
      timestamp: new Date(),
      reactions: {},
      status: "sending",
      own: true,
    };
    this.#list.put(message);
    this.emit("message", { message });
    this.#typing.set(false);
    return this.#deliver(message, signal);
  }

  /** Sends a `failed` message again, with the same client id. */
  async resend(clientId: string): Promise<ChatMessage> {
    const message = this.#list.findOwn(clientId);
    if (message?.status !== "failed") throw new ConfabError("message_not_found");
    this.#setStatus(message.id, { status: "sending" });
    return this.#deliver(message);
  }

  async edit(id: string, text: string): Promise<void> {
    await this.#options.request({ type: "chat.edit", messageId: id, text });
  }

  async delete(id: string): Promise<void> {
    await this.#options.request({ type: "chat.delete", messageId: id });
  }

  async react(id: string, reaction: string, { remove = false } = {}): Promise<void> {
    await this.#options.request({ type: "chat.react", messageId: id, reaction, remove });
  }

  /** Call it at each key stroke: it sends at most one frame in 3 s. */
  typing(on: boolean): void {
    this.#typing.set(on);
  }

  /** Tells the others how far we have read; smaller numbers than before are not sent. */
  read(seq: number): void {
    if (seq <= this.#readSeq) return;
    this.#readSeq = seq;
    this.#options.read(seq);
  }

  /** A page of older messages, added to `messages` as well. */
  async history({ before, limit, signal }: HistoryOptions = {}): Promise<HistoryPage> {
    const answer = await this.#options.request(
      {
        type: "history",
        types: ["message.created"],
        ...(before !== undefined && { before }),
        ...(limit !== undefined && { limit }),
      },
      { signal },
    );
    const { events, nextCursor, hasMore } = answer as Server.HistoryPage;
    const messages = events.filter(isCreated).map((event) => this.#message(event));
    for (const message of messages) this.#list.put(message);
    return { messages, hasMore, ...(nextCursor !== undefined && { nextCursor }) };
  }

  /** @internal An event of the log. */
  handleEvent(event: EventView): void {
    switch (event.type) {
      case "message.created":
        return this.#handleCreated(event);
      case "message.edited":
        return this.#handleEdited(event.data);
      case "message.deleted":
        return this.#handleDeleted(event.data.messageId);
      case "message.reacted":
        return this.#handleReacted(event.data);
      default:
    }
  }

  /** @internal */
  handleTyping(participant: string, typing: boolean): void {
    this.#typing.handle(participant, typing);
  }

  /** @internal */
  handleRead(participant: string, seq: number): void {
    this.emit("read", { participant, seq });
  }

  /** @internal The room is joined again. */
  handleOnline(): void {
    this.#outbox.handleOnline();
  }

  /** @internal */
  close(): void {
    this.#outbox.close();
    this.#typing.close();
  }

  async #deliver(message: ChatMessage, signal?: AbortSignal): Promise<ChatMessage> {
    const { clientId, text, attributes } = message;
    try {
      const stored = await this.#outbox.deliver(
        { clientId, text, ...(Object.keys(attributes).length > 0 && { attributes }) },
        signal,
      );
      this.#handleStored(clientId, stored);
    } catch (fault) {
      // The event may have come although the answer was lost.
      if (this.#list.findOwn(clientId)?.status !== "stored") {
        this.#setStatus(message.id, { status: "failed" });
        throw asConfabError(fault, "closed");
      }
    }
    return this.#list.findOwn(clientId) ?? message;
  }

  #handleStored(clientId: string, { messageId, seq, timestamp }: Server.ChatStored): void {
    const message = this.#list.findOwn(clientId);
    // The event with our own message may overtake the answer.
    if (!message || message.status === "stored") return;
    const stored: ChatMessage = {
      ...message,
      id: messageId,
      seq,
      timestamp: new Date(timestamp),
      status: "stored",
    };
    this.#list.put(stored);
    this.emit("messageStatus", { message: stored });
  }

  #handleCreated(event: CreatedEvent): void {
    const message = this.#message(event);
    const known = this.#list.find(message.id) ?? this.#list.findOwn(message.clientId);
    this.#list.put(message);
    this.#typing.handle(message.participant ?? "", false);
    if (!known) this.emit("message", { message });
    else if (known.status !== "stored") this.emit("messageStatus", { message });
  }

  #handleEdited({ messageId, text, editedAt }: EventData["message.edited"]): void {
    const message = this.#list.change(messageId, { text, editedAt: new Date(editedAt) });
    if (message) this.emit("messageEdited", { message });
  }

  #handleDeleted(messageId: string): void {
    const message = this.#list.change(messageId, { text: "", deleted: true });
    if (message) this.emit("messageDeleted", { message });
  }

  #handleReacted(data: EventData["message.reacted"]): void {
    const before = this.#list.find(data.messageId);
    if (!before) return;
    const reactions = react(before.reactions, data);
    const message = this.#list.change(data.messageId, { reactions });
    const { reaction, identity, removed } = data;
    if (message) this.emit("messageReacted", { message, reaction, identity, removed });
  }

  #setStatus(id: string, change: Pick<ChatMessage, "status">): void {
    const message = this.#list.change(id, change);
    if (message) this.emit("messageStatus", { message });
  }

  #message(event: CreatedEvent): ChatMessage {
    return messageFrom(event, this.#options.self.identity);
  }
}

function isCreated(event: EventView): event is CreatedEvent {
  return event.type === "message.created";
}
