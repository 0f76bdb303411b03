import type { ChatMessage, Room } from "../index.js";
import { hue } from "./avatar.js";
import type { MessageRow } from "./state.js";
import type { Store } from "./store.js";

const PAGE = 40;
/** Messages of one author closer together than this share one heading. */
const RUN_MS = 5 * 60_000;

/** The chat of the joined room: rows for the panel, what is unread, who is typing. */
export class ChatLog {
  readonly #room: Room;
  readonly #store: Store;
  readonly #say: (text: string) => void;
  readonly #typing = new Set<string>();
  readonly #unsubscribe: (() => void)[];
  #cursor: string | undefined;

  constructor(
    room: Room,
    store: Store,
    say: (text: string) => void,
    tell: (message: ChatMessage) => void,
  ) {
    this.#room = room;
    this.#store = store;
    this.#say = say;
    const refresh = () => this.#refresh();
    this.#unsubscribe = [
      room.chat.on("message", ({ message }) => {
        this.#arrived(message);
        tell(message);
      }),
      room.chat.on("messageStatus", refresh),
      room.chat.on("messageEdited", refresh),
      room.chat.on("messageDeleted", refresh),
      room.chat.on("typing", ({ participant, typing }) => this.#types(participant, typing)),
      room.on("participantLeft", ({ participant }) => this.#types(participant.id, false)),
    ];
    this.#change({ allowed: room.grants.chat !== false, rows: [], unread: 0, more: false });
    void this.older();
  }

  close(): void {
    for (const stop of this.#unsubscribe) stop();
  }

  /** Everything on screen counts as read. */
  read(): void {
    const stored = this.#room.chat.messages.flatMap(({ seq }) => (seq === undefined ? [] : [seq]));
    if (stored.length > 0 && this.#store.state.chat.unread > 0) {
      this.#room.chat.read(Math.max(...stored));
    }
    this.#change({ unread: 0 });
  }

  /** A failure stays with the message, where it can be sent again. */
  send(text: string): void {
    this.#room.chat.send(text).catch(() => this.#refresh());
  }

  resend(clientId: string): void {
    this.#room.chat.resend(clientId).catch(() => this.#refresh());
  }

  typing(on: boolean): void {
    this.#room.chat.typing(on);
  }

  /** Loads the page before the oldest known message. */
  async older(): Promise<void> {
    if (this.#store.state.chat.loading) return;
    this.#change({ loading: true });
    try {
      const before = this.#cursor;
      const page = await this.#room.chat.history(
        before ? { before, limit: PAGE } : { limit: PAGE },
      );
      this.#cursor = page.nextCursor;
      this.#change({ more: page.hasMore && page.nextCursor !== undefined });
    } catch {
      // Without the right to read history there is simply none to show.
      this.#change({ more: false });
    }
    this.#change({ loading: false });
    this.#refresh();
  }

  #arrived(message: ChatMessage): void {
    const { t, panel, chat } = this.#store.state;
    if (!message.own) {
      this.#typing.delete(message.participant ?? "");
      if (panel === "chat") this.#room.chat.read(message.seq ?? this.#room.lastSeq);
      else {
        this.#change({ unread: chat.unread + 1 });
        this.#say(t("said_message", { name: this.#author(message), text: message.text }));
      }
    }
    this.#refresh();
  }

  #types(participant: string, typing: boolean): void {
    if (typing) this.#typing.add(participant);
    else this.#typing.delete(participant);
    this.#refresh();
  }

  #refresh(): void {
    const rows: MessageRow[] = [];
    let previous: ChatMessage | undefined;
    for (const message of this.#room.chat.messages) {
      rows.push(this.#row(message, previous));
      previous = message;
    }
    const typing = [...this.#typing].flatMap((id) => {
      const who = this.#room.participants.get(id);
      return who ? [who.name ?? this.#store.state.t("guest")] : [];
    });
    this.#change({ rows, typing });
  }

  #row(message: ChatMessage, previous: ChatMessage | undefined): MessageRow {
    const { lang } = this.#store.state;
    const newDay = previous?.timestamp.toDateString() !== message.timestamp.toDateString();
    const apart = message.timestamp.getTime() - (previous?.timestamp.getTime() ?? 0) > RUN_MS;
    return {
      key: `${message.identity}:${message.clientId}`,
      clientId: message.clientId,
      author: this.#author(message),
      hue: hue(message.identity),
      text: message.text,
      time: message.timestamp.toLocaleTimeString(lang, { hour: "numeric", minute: "2-digit" }),
      own: message.own,
      status: message.status,
      edited: message.editedAt !== undefined,
      deleted: message.deleted === true,
      first: newDay || apart || previous?.identity !== message.identity,
      day: newDay ? this.#day(message.timestamp) : undefined,
    };
  }

  #author(message: ChatMessage): string {
    const { t } = this.#store.state;
    if (message.own) return t("you");
    const present = this.#room.participants.get(message.participant ?? "");
    return message.name ?? present?.name ?? t("guest");
  }

  #day(date: Date): string {
    const { t, lang } = this.#store.state;
    const now = new Date();
    if (date.toDateString() === now.toDateString()) return t("today");
    now.setDate(now.getDate() - 1);
    if (date.toDateString() === now.toDateString()) return t("yesterday");
    return date.toLocaleDateString(lang, { weekday: "long", day: "numeric", month: "long" });
  }

  #change(change: Partial<Store["state"]["chat"]>): void {
    this.#store.set({ chat: { ...this.#store.state.chat, ...change } });
  }
}
