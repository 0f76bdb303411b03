import { abortable, throwIfAborted } from "./connection/abort.js";
import { Connection, type ConnectionState, type FrameRecord } from "./connection/connection.js";
import { errorFrom } from "./connection/request.js";
import { ConfabError } from "./errors.js";
import { Observable } from "./events.js";
import type { Guest } from "./guest.js";
import type { ConnectOptions, JoinOptions } from "./options.js";
import { PageWatch } from "./page.js";
import { IceServers } from "./peers/ice.js";
import type { Server, ServerMessage, Warning } from "./protocol/messages.js";
import { Room, type RoomLink } from "./room.js";
import { serverAddress, socketAddress } from "./server-address.js";
import type { Tokens } from "./token.js";
import { tokensFrom } from "./token-source.js";

export interface ConfabEvents {
  /** After each change of `state`. `reason` says why it is `reconnecting` or `closed`: the code of an error. */
  stateChanged: { state: ConnectionState; reason?: string };
  /** A failure that no call of the page's can report. */
  error: { error: ConfabError };
  /** The token runs out at `expiresAt` and the server cannot renew it; `tokenProvider` is called right after. */
  tokenExpiring: { expiresAt: Date };
  /** Something to mend that does no harm yet. Those of the connect fire once the page had the time to listen. */
  warning: Warning;
  /** Every frame as it passes, tokens masked. */
  frame: FrameRecord;
}

/** One connection of one identity to a server. Made by {@link connect}. */
export class Confab extends Observable<ConfabEvents> {
  readonly #name: string | undefined;
  readonly #guest: Guest | undefined;
  readonly #tokens: Tokens;
  readonly #connection: Connection;
  readonly #ice: IceServers;
  readonly #page = new PageWatch();
  readonly #rooms = new Map<string, Room>();
  readonly #joining = new Map<string, { joining: Promise<Room>; waiting: number }>();
  #welcome: Server.Welcome | undefined;

  /** @internal */
  constructor(options: ConnectOptions) {
    super();
    const server = serverAddress(options.server);
    const { tokens, guest } = tokensFrom(options, server);
    this.#name = options.name;
    this.#tokens = tokens;
    this.#guest = guest;
    this.#connection = new Connection({
      url: socketAddress(server),
      tokens,
      autoReconnect: options.autoReconnect ?? true,
      cursors: () => Object.fromEntries([...this.#rooms].map(([id, room]) => [id, room.cursor])),
    });
    this.#ice = new IceServers(() => this.#connection.request({ type: "ice.refresh" }));
    if (options.onFrame) this.on("frame", options.onFrame);
    this.#wire();
  }

  get identity(): string {
    return this.#welcome?.identity ?? "";
  }

  get state(): ConnectionState {
    return this.#connection.state;
  }

  /** Rooms joined and not left, by id. */
  get rooms(): ReadonlyMap<string, Room> {
    return this.#rooms;
  }

  /** The ICE servers in use now; renewed before they expire. */
  get iceServers(): RTCIceServer[] {
    return this.#ice.servers;
  }

  /** Joins a room by name or id. A room already joined is returned as it is. */
  async join(room: string, options: JoinOptions = {}): Promise<Room> {
    throwIfAborted(options.signal);
    const joined = this.#find(room);
    if (joined) return joined;
    const entry = this.#joining.get(room) ?? {
      joining: this.#join(room, options.name ?? this.#name),
      waiting: 0,
    };
    this.#joining.set(room, entry);
    entry.waiting += 1;
    try {
      return await abortable(entry.joining, options.signal);
    } finally {
      entry.waiting -= 1;
      if (entry.waiting === 0) this.#joining.delete(room);
    }
  }

  /** Leaves every room and closes for good. */
  async close(): Promise<void> {
    this.#connection.close();
  }

  /** @internal */
  async open(signal: AbortSignal | undefined): Promise<void> {
    await this.#connection.open(signal);
  }

  async #join(room: string, name: string | undefined): Promise<Room> {
    // A token's own name wins: the server refuses another one.
    const named = this.#welcome?.name === undefined && name !== undefined;
    for (;;) {
      try {
        await this.#connection.request({ type: "join", room, ...(named && { name }) });
        const joined = this.#find(room);
        if (joined) return joined;
        throw new ConfabError("not_joined");
      } catch (fault) {
        const lost = fault instanceof ConfabError && fault.code === "connection_lost";
        if (!lost) throw fault;
        await this.#connection.reconnected();
      }
    }
  }

  #find(room: string): Room | undefined {
    return (
      this.#rooms.get(room) ?? [...this.#rooms.values()].find((joined) => joined.name === room)
    );
  }

  #wire(): void {
    const connection = this.#connection;
    connection.on("welcomed", (welcome) => this.#handleWelcome(welcome));
    connection.on("stateChanged", ({ state, error }) => this.#handleState(state, error));
    connection.on("frame", (frame) => this.#handleFrame(frame));
    connection.on("passed", (record) => this.emit("frame", record));
    this.#tokens.on("expiring", (event) => this.emit("tokenExpiring", event));
    this.#tokens.on("error", (event) => this.emit("error", event));
    this.#ice.on("changed", ({ servers }) => {
      for (const room of this.#rooms.values()) room.handleIceServers(servers);
    });
    this.#page.on("left", () => connection.close());
    this.#page.on("woken", ({ network }) => connection.handleWake(network));
  }

  #handleWelcome(welcome: Server.Welcome): void {
    const first = this.#welcome === undefined;
    this.#welcome = welcome;
    this.#ice.handleServers(welcome.iceServers, welcome.iceExpiresAt);
    if (!first) return;
    const warnings = [...(welcome.warnings ?? [])];
    if (welcome.tokenRenewal === "client" && !this.#tokens.renewable) {
      const { code, message, hint } = new ConfabError("token_not_renewable");
      warnings.push({ code, message: `${message} ${hint}` });
    }
    setTimeout(() => {
      for (const warning of warnings) this.emit("warning", warning);
    });
  }

  #handleState(state: ConnectionState, error: ConfabError | undefined): void {
    for (const room of [...this.#rooms.values()]) {
      if (state === "connected") void room.handleOnline();
      else if (state === "reconnecting") room.handleOffline();
      else if (state === "closed") room.handleLeft(error?.code ?? "closed", error);
    }
    if (state === "closed") {
      this.#page.close();
      this.#ice.close();
      this.#guest?.release();
      if (error && error.code !== "closed") this.emit("error", { error });
    }
    this.emit("stateChanged", { state, ...(error && { reason: error.code }) });
  }

  #handleFrame(frame: ServerMessage): void {
    switch (frame.type) {
      case "joined":
        return this.#handleJoined(frame);
      case "token":
        return this.#tokens.handleToken(frame.token);
      case "tokenExpiring":
        void this.#tokens.handleExpiring(new Date(frame.expiresAt), async (token) => {
          await this.#connection.request({ type: "token.refresh", token });
        });
        return;
      case "ice":
        return this.#ice.handleServers(frame.iceServers, frame.expiresAt);
      case "event":
        return this.#rooms.get(frame.event.room)?.handleFrame(frame);
      case "error":
        return this.#handleError(frame);
      default:
        if ("room" in frame) this.#rooms.get(frame.room)?.handleFrame(frame);
    }
  }

  #handleJoined(joined: Server.Joined): void {
    const { id, name } = joined.room;
    const known = this.#rooms.get(id);
    if (known) return known.handleRejoined(joined);
    if (!this.#joining.has(id) && !this.#joining.has(name)) {
      // The page gave this join up meanwhile.
      this.#connection.request({ type: "leave", room: id }).catch(() => {});
      return;
    }
    const link: RoomLink = {
      send: (message) => this.#connection.send(message),
      request: (body, options) => this.#connection.request(body, options),
      ice: this.#ice,
    };
    const room = new Room(joined, link);
    this.#rooms.set(id, room);
    room.on("left", () => this.#rooms.delete(id));
  }

  /** Of a frame that asked for no answer. One about a room's peer is that room's, anything else the page's. */
  #handleError(frame: Server.Error): void {
    const room = frame.room === undefined ? undefined : this.#rooms.get(frame.room);
    if (room && frame.to !== undefined) room.handleFrame(frame);
    else this.emit("error", { error: errorFrom(frame) });
  }
}

/** Connects one identity to a server. Rejects with a {@link ConfabError}. */
export async function connect(options: ConnectOptions): Promise<Confab> {
  const confab = new Confab(options);
  await confab.open(options.signal);
  return confab;
}
