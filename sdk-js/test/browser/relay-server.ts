import { readFileSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import type { ClientMessage, ParticipantView, ServerMessage } from "../../src/protocol/messages.js";
import { joinedRoom, welcome } from "./relay-frames.js";

const dist = new URL("../../dist/", import.meta.url);

interface Member {
  view: ParticipantView;
  socket: WebSocket;
}

/** A server of one room in a hundred lines: enough of the wire for SDKs in real browsers to meet, before any real server. */
export class RelayServer {
  readonly #http: HttpServer;
  readonly #members = new Map<string, Member>();
  #seq = 0;
  #incarnation = 0;

  private constructor(http: HttpServer) {
    this.#http = http;
    new WebSocketServer({ server: http }).on("connection", (socket) => this.#accept(socket));
  }

  static async start(): Promise<RelayServer> {
    const http = createServer((request, response) => {
      const script = request.url?.startsWith("/sdk/") ? request.url.split("/").at(-1) : undefined;
      response.setHeader("Content-Type", script ? "text/javascript" : "text/html");
      response.end(
        script
          ? readFileSync(new URL(script, dist))
          : '<!doctype html><script src="/sdk/1/confab.js"></script>',
      );
    });
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    return new RelayServer(http);
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** Cuts every socket, as a network does. */
  cut(): void {
    for (const { socket } of this.#members.values()) socket.terminate();
  }

  async stop(): Promise<void> {
    this.cut();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #accept(socket: WebSocket): void {
    let self: ParticipantView | undefined;
    socket.on("message", (text) => {
      const frame: ClientMessage = JSON.parse(String(text));
      if (frame.type === "hello") {
        // The token is the identity: nobody checks anything here.
        this.#incarnation += 1;
        self = participant(frame.token, this.#incarnation);
        send(socket, welcome(frame.token));
        send(socket, { type: "ok", id: frame.id });
      } else if (self) this.#handle(frame, self, socket);
    });
    socket.on("close", (code) => {
      const left = code === 1000 || code === 1001;
      if (self && left && this.#members.get(self.id)?.socket === socket) this.#leave(self, "left");
    });
  }

  #handle(frame: ClientMessage, self: ParticipantView, socket: WebSocket): void {
    switch (frame.type) {
      case "join":
        return this.#join(frame, self, socket);
      case "leave":
        this.#leave(self, "left");
        return send(socket, { type: "ok", id: frame.id });
      case "signal":
        return this.#signal(frame, self);
      case "update":
        Object.assign(self, frame.tracks && { tracks: frame.tracks });
        this.#toOthers(self, { type: "presence", room: "rm_1", updated: [self] });
        return send(socket, { type: "ok", id: frame.id });
      case "data": {
        const to = frame.to ?? [...this.#members.keys()].filter((id) => id !== self.id);
        const { label, payload } = frame;
        for (const id of to)
          this.#to(id, { type: "data", room: "rm_1", from: self.id, label, payload });
        if (frame.id) send(socket, { type: "ok", id: frame.id });
        return;
      }
      case "chat.send":
        return this.#chat(frame, self, socket);
      case "ice.refresh":
        send(socket, { type: "ice", iceServers: [] });
        return send(socket, { type: "ok", id: frame.id });
      default:
    }
  }

  #join(frame: Extract<ClientMessage, { type: "join" }>, self: ParticipantView, socket: WebSocket) {
    const others = [...this.#members.values()].map(({ view }) => view);
    self.tracks = frame.tracks ?? [];
    const known = this.#members.has(self.id);
    this.#members.set(self.id, { view: self, socket });
    const participants = others.filter(({ id }) => id !== self.id);
    send(socket, joinedRoom(self, participants, `c${this.#seq}`));
    send(socket, { type: "ok", id: frame.id });
    this.#toOthers(self, {
      type: "presence",
      room: "rm_1",
      [known ? "updated" : "joined"]: [self],
    });
  }

  #leave(self: ParticipantView, reason: string): void {
    const { id, incarnation, identity } = self;
    this.#members.delete(id);
    const left = [{ id, incarnation, identity, reason }];
    this.#toOthers(self, { type: "presence", room: "rm_1", left });
  }

  #signal(frame: Extract<ClientMessage, { type: "signal" }>, self: ParticipantView): void {
    const { to, payload } = frame;
    const { id: from, incarnation } = self;
    this.#to(to, { type: "signal", room: "rm_1", from, incarnation, n: 1, payload });
  }

  #chat(
    frame: Extract<ClientMessage, { type: "chat.send" }>,
    self: ParticipantView,
    socket: WebSocket,
  ) {
    this.#seq += 1;
    const seq = this.#seq;
    const timestamp = new Date().toISOString();
    const messageId = `msg_${seq}`;
    const { clientId, text, attributes = {} } = frame;
    const { identity, id: participant } = self;
    const data = { messageId, identity, participant, clientId, text, attributes };
    const event = {
      id: `evt_${seq}`,
      type: "message.created",
      timestamp,
      tenant: "ten_1",
      room: "rm_1",
      seq,
      data,
    };
    for (const id of this.#members.keys()) {
      this.#to(id, { type: "event", cursor: `c${seq}`, event: event as never });
    }
    send(socket, { type: "ok", id: frame.id, data: { messageId, seq, timestamp } });
  }

  #to(id: string, frame: ServerMessage): void {
    const member = this.#members.get(id);
    if (member) send(member.socket, frame);
  }

  #toOthers(self: ParticipantView, frame: ServerMessage): void {
    for (const id of this.#members.keys()) if (id !== self.id) this.#to(id, frame);
  }
}

function send(socket: WebSocket, frame: ServerMessage): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
}

function participant(identity: string, incarnation: number): ParticipantView {
  return {
    id: `par_${identity}`,
    identity,
    incarnation,
    attributes: {},
    state: "connected",
    tracks: [],
    grants: { publish: ["audio", "video", "screen"], data: true, chat: true },
    joinedAt: new Date().toISOString(),
  };
}
