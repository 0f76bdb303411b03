import { vi } from "vitest";
import type {
  ClientMessage,
  ParticipantView,
  Server,
  ServerMessage,
} from "../../src/protocol/messages.js";

type Of<T extends ClientMessage["type"]> = Extract<ClientMessage, { type: T }>;
type Handler<T extends ClientMessage["type"]> = (frame: Of<T>, socket: FakeSocket) => void;

const grants = { publish: ["audio", "video", "screen"] as const, data: true, chat: true };

export function participant(id: string, change: Partial<ParticipantView> = {}): ParticipantView {
  return {
    id,
    identity: id.replace("par_", ""),
    incarnation: 1,
    attributes: {},
    state: "connected",
    tracks: [],
    grants: { ...grants, publish: [...grants.publish] },
    joinedAt: "2026-01-01T00:00:00.000Z",
    ...change,
  };
}

/** A server in memory: answers as docs/signaling-protocol.md says unless a test scripts a type. */
export class FakeServer {
  readonly sockets: FakeSocket[] = [];
  readonly received: ClientMessage[] = [];
  readonly others: ParticipantView[] = [];
  welcome: Partial<Server.Welcome> = {};
  joined: Partial<Server.Joined> = {};
  /** Whether new sockets open. */
  up = true;
  self = participant("par_me", { identity: "me" });
  #seq = 0;
  readonly #handlers = new Map<string, (frame: never, socket: FakeSocket) => void>();

  /** Puts itself in the place of the browser's WebSocket. */
  install(): this {
    const server = this;
    vi.stubGlobal(
      "WebSocket",
      class extends FakeSocket {
        constructor(url: string) {
          super(url, server);
        }
      },
    );
    return this;
  }

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error("no socket was opened");
    return socket;
  }

  /** Scripts the answer to a type of frame. */
  on<T extends ClientMessage["type"]>(type: T, handler: Handler<T>): void {
    this.#handlers.set(type, handler);
  }

  /** Back to the usual answer. */
  off(type: ClientMessage["type"]): void {
    this.#handlers.delete(type);
  }

  push(frame: ServerMessage): void {
    this.socket.deliver(frame);
  }

  /** An event of the log with the next `seq`. */
  event(type: string, data: object, seq = this.nextSeq()): void {
    const event = {
      id: `evt_${seq}`,
      type,
      timestamp: new Date().toISOString(),
      tenant: "ten_1",
      room: "rm_1",
      seq,
      data,
    } as Server.Event["event"];
    this.push({ type: "event", cursor: `c${seq}`, event });
  }

  nextSeq(): number {
    this.#seq += 1;
    return this.#seq;
  }

  of<T extends ClientMessage["type"]>(type: T): Of<T>[] {
    return this.received.filter((frame): frame is Of<T> => frame.type === type);
  }

  handle(frame: ClientMessage, socket: FakeSocket): void {
    this.received.push(frame);
    const scripted = this.#handlers.get(frame.type);
    if (scripted) scripted(frame as never, socket);
    else this.#answer(frame, socket);
  }

  ok(frame: { id?: string }, data?: Server.Ok["data"]): void {
    if (frame.id !== undefined) this.push({ type: "ok", id: frame.id, ...(data && { data }) });
  }

  refuse(frame: { id?: string }, code: string, change: Partial<Server.Error> = {}): void {
    this.push({
      type: "error",
      ...(frame.id !== undefined && { id: frame.id }),
      code,
      message: `refused: ${code}`,
      retryable: false,
      docs: `/docs/errors/${code}`,
      ...change,
    });
  }

  #answer(frame: ClientMessage, socket: FakeSocket): void {
    switch (frame.type) {
      case "hello":
        socket.deliver(this.#welcome());
        return this.ok(frame);
      case "join":
        this.self = { ...this.self, tracks: frame.tracks ?? [] };
        socket.deliver(this.#joined());
        return this.ok(frame);
      case "update":
        this.self = { ...this.self, tracks: frame.tracks ?? this.self.tracks };
        return this.ok(frame);
      case "leave":
        socket.deliver({ type: "left", room: frame.room, reason: "left" });
        return this.ok(frame);
      case "ice.refresh":
        socket.deliver({ type: "ice", iceServers: [{ urls: ["turn:fresh"] }] });
        return this.ok(frame);
      case "chat.send": {
        const seq = this.nextSeq();
        const stored = { messageId: `msg_${seq}`, seq, timestamp: "2026-01-01T00:00:00.000Z" };
        return this.ok(frame, stored);
      }
      default:
        return this.ok(frame as { id?: string });
    }
  }

  #welcome(): Server.Welcome {
    return {
      type: "welcome",
      resumed: false,
      signalsLost: false,
      session: "ses_1",
      identity: this.self.identity,
      tenant: "ten_1",
      ticket: `ticket-${this.sockets.length}`,
      limits: {
        frameBytes: 65_536,
        signalBytes: 49_152,
        chatBytes: 4_096,
        attributesBytes: 4_096,
        nameChars: 128,
        tracks: 16,
        messagesPerSecond: 20,
        burst: 100,
      },
      iceServers: [{ urls: ["turn:first"] }],
      tokenExpiresAt: "2030-01-01T00:00:00.000Z",
      tokenRenewal: "server",
      heartbeatSeconds: 10,
      server: "1.0.0",
      ...this.welcome,
    };
  }

  #joined(): Server.Joined {
    return {
      type: "joined",
      room: {
        id: "rm_1",
        name: "standup",
        settings: {
          maxParticipants: 50,
          relayOnly: false,
          public: false,
          locked: false,
          emptyTimeoutSeconds: 300,
          features: { chat: true, data: true, audio: true, video: true, screen: true },
        },
        metadata: {},
        public: false,
      },
      self: this.self,
      participants: this.others,
      grants: {
        ...grants,
        publish: [...grants.publish],
        subscribe: true,
        call: false,
        moderate: false,
        history: false,
        create: false,
        hidden: false,
      },
      cursor: "c0",
      recovered: true,
      missed: 0,
      ...this.joined,
    };
  }
}

/** The browser's end of a socket. Everything passes in a microtask, in order. */
export class FakeSocket {
  static readonly OPEN = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readyState = 0;
  readonly url: string;
  /** The code the client closed with. */
  closedWith: number | undefined;
  readonly #server: FakeServer;

  constructor(url: string, server: FakeServer) {
    this.url = url;
    this.#server = server;
    server.sockets.push(this);
    queueMicrotask(() => {
      if (!server.up) return this.drop(1006);
      this.readyState = 1;
      this.onopen?.();
    });
  }

  send(text: string): void {
    const frame: ClientMessage = JSON.parse(text);
    queueMicrotask(() => {
      if (this.readyState === 1) this.#server.handle(frame, this);
    });
  }

  close(code: number): void {
    this.closedWith ??= code;
    this.readyState = 3;
  }

  /** The server or the network ends it. */
  drop(code: number): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.({ code });
  }

  deliver(frame: ServerMessage): void {
    const data = JSON.stringify(frame);
    queueMicrotask(() => {
      if (this.readyState === 1) this.onmessage?.({ data });
    });
  }
}
