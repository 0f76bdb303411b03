import { abortable, throwIfAborted } from "../connection/abort.js";
import type { RequestOptions, RoomNotice, RoomRequest } from "../connection/request.js";
import { Queue } from "../connection/retry.js";
import { ConfabError } from "../errors.js";
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

/** What a chat needs of its room. */
export interface ChatLink {
  request: (body: RoomRequest, options?: RequestOptions) => Promise<Server.Ok["data"]>;
  /** Frames that need no answer. */
  send: (body: RoomNotice) => void;
}

/** Whose messages ours are. */
interface Author {
  readonly id: string;
  readonly identity: string;
  readonly name: string | undefined;
}

/** The room's chat: stored by the server, in one order for everybody. */
export class Chat extends Observable<ChatEvents> {
  readonly #link: ChatLink;
  readonly #self: Author;
  readonly #list = new MessageList();
  readonly #outbox = new Queue();
  readonly #typing: Typing;
  #readSeq = 0;

  /** @internal */
  constructor(link: ChatLink, self: Author) {
    super();
    this.#link = link;
    this.#self = self;
    this.#typing = new Typing(
      (typing) => link.send({ type: "chat.typing", typing }),
      (participant, typing) => this.emit("typing", { participant, typing }),
    );
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
    const clientId = randomId(22);
    const { id: participant, identity, name } = this.#self;
    const message: ChatMessage = {
      identity,
      participant,
      name,
      id: clientId,
      clientId,
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
    this.#setStatus(message, "sending");
    return this.#deliver(message);
  }

  async edit(id: string, text: string): Promise<void> {
    await this.#link.request({ type: "chat.edit", messageId: id, text });
  }

  async delete(id: string): Promise<void> {
    await this.#link.request({ type: "chat.delete", messageId: id });
  }

  async react(id: string, reaction: string, { remove = false } = {}): Promise<void> {
    await this.#link.request({ type: "chat.react", messageId: id, reaction, remove });
  }

  /** Call it at each key stroke: it sends at most one frame in 3 s. */
  typing(on: boolean): void {
    this.#typing.set(on);
  }

  /** Tells the others how far we have read; smaller numbers than before are not sent. */
  read(seq: number): void {
    if (seq <= this.#readSeq) return;
    this.#readSeq = seq;
    this.#link.send({ type: "chat.read", seq });
  }

  /** A page of older messages, added to `messages` as well. */
  async history({ before, limit, signal }: HistoryOptions = {}): Promise<HistoryPage> {
    const answer = await this.#link.request(
      { type: "history", types: ["message.created"], before, limit },
      { signal },
    );
    const { events, ...rest } = answer as Server.HistoryPage;
    const messages = (events as CreatedEvent[]).map((event) => this.#message(event));
    for (const message of messages) this.#list.put(message);
    return { ...rest, messages };
  }

  /** @internal An event of the log. */
  handleEvent(event: EventView): void {
    switch (event.type) {
      case "message.created":
        return this.#handleCreated(event);
      case "message.edited":
        return this.#handleChanged("messageEdited", event.data.messageId, {
          text: event.data.text,
          editedAt: new Date(event.data.editedAt),
        });
      case "message.deleted":
        return this.#handleChanged("messageDeleted", event.data.messageId, {
          text: "",
          deleted: true,
        });
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
    this.#outbox.now();
  }

  /** @internal */
  close(): void {
    this.#outbox.now();
    this.#typing.close();
  }

  async #deliver(message: ChatMessage, signal?: AbortSignal): Promise<ChatMessage> {
    const { clientId, text, attributes } = message;
    const delivery = this.#outbox.add(async () => {
      throwIfAborted(signal);
      return this.#link.request({ type: "chat.send", clientId, text, attributes });
    });
    try {
      const stored = (await abortable(delivery, signal)) as Server.ChatStored;
      this.#handleStored(clientId, stored);
    } catch (fault) {
      // The event may have come although the answer was lost.
      if (this.#list.findOwn(clientId)?.status !== "stored") {
        this.#setStatus(message, "failed");
        throw fault;
      }
    }
    return this.#list.findOwn(clientId) ?? message;
  }

  #handleStored(clientId: string, { messageId, seq, timestamp }: Server.ChatStored): void {
    const message = this.#list.findOwn(clientId);
    // The event with our own message may overtake the answer.
    if (!message || message.status === "stored") return;
    const stored = { id: messageId, seq, timestamp: new Date(timestamp) };
    this.#setStatus({ ...message, ...stored }, "stored");
  }

  #handleCreated(event: CreatedEvent): void {
    const message = this.#message(event);
    const known = this.#list.find(message.id) ?? this.#list.findOwn(message.clientId);
    this.#list.put(message);
    this.#typing.handle(message.participant ?? "", false);
    if (!known) this.emit("message", { message });
    else if (known.status !== "stored") this.emit("messageStatus", { message });
  }

  #handleChanged(
    event: "messageEdited" | "messageDeleted",
    id: string,
    change: Partial<ChatMessage>,
  ): void {
    const message = this.#list.change(id, change);
    if (message) this.emit(event, { message });
  }

  #handleReacted(data: EventData["message.reacted"]): void {
    const before = this.#list.find(data.messageId);
    if (!before) return;
    const reactions = react(before.reactions, data);
    const message = this.#list.change(data.messageId, { reactions });
    const { reaction, identity, removed } = data;
    if (message) this.emit("messageReacted", { message, reaction, identity, removed });
  }

  #setStatus(message: ChatMessage, status: ChatMessage["status"]): void {
    this.emit("messageStatus", { message: this.#list.put({ ...message, status }) });
  }

  #message(event: CreatedEvent): ChatMessage {
    return messageFrom(event, this.#self.identity);
  }
}
