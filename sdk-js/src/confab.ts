import { abortable, throwIfAborted } from "./connection/abort.js";
import { Connection, type ConnectionState, type FrameRecord } from "./connection/connection.js";
import { Retry } from "./connection/retry.js";
import { asConfabError, ConfabError } from "./errors.js";
import { Observable } from "./events.js";
import { Guest } from "./guest.js";
import type { ConnectOptions, JoinOptions } from "./options.js";
import { watchPage } from "./page.js";
import { IceServers } from "./peers/ice.js";
import type { Server, ServerMessage, Warning } from "./protocol/messages.js";
import { Room } from "./room.js";
import { serverAddress, socketAddress } from "./server-address.js";
import { type Tokens, tokensFrom } from "./token.js";

export interface ConfabEvents {
  /** After each change of `state`. `reason` says why it is `reconnecting` or `closed`: the code of an error. */
  stateChanged: { state: ConnectionState; reason?: string | undefined };
  /** A failure that no call of the page's can report. */
  error: { error: ConfabError };
  /** The token runs out at `expiresAt` and the server cannot renew it; `tokenProvider` is called right after. */
  tokenExpiring: { expiresAt: Date };
  /** Something to mend that does no harm yet. Those of the connect fire once the page had the time to listen. */
  warning: Warning;
  /** Every frame as it passes, tokens masked. */
  frame: FrameRecord;
}

/** A join under way, and how many wait for it. */
interface Joining {
  room: Promise<Room>;
  callers: number;
}

/** One connection of one identity to a server. Made by {@link connect}. */
export class Confab extends Observable<ConfabEvents> {
  readonly #name: string | undefined;
  readonly #guest: Guest | undefined;
  readonly #tokens: Tokens;
  readonly #connection: Connection;
  readonly #ice: IceServers;
  readonly #forgetPage: () => void;
  readonly #rooms = new Map<string, Room>();
  readonly #joining = new Map<string, Joining>();
  readonly #retry = new Retry();
  #welcome: Server.Welcome | undefined;

  /** @internal */
  constructor(options: ConnectOptions) {
    super();
    const server = serverAddress(options.server);
    const { publishableKey, room, name, identityHint } = options;
    if (publishableKey && room) {
      this.#guest = new Guest({ server, publishableKey, room, name, identityHint });
    }
    const tokens = tokensFrom(options, this.#guest);
    this.#name = name;
    this.#tokens = tokens;
    const connection = new Connection({
      url: socketAddress(server),
      tokens,
      autoReconnect: options.autoReconnect ?? true,
    });
    this.#connection = connection;
    this.#ice = new IceServers(
      () => connection.request({ type: "ice.refresh" }),
      (servers) => {
        for (const room of this.#rooms.values()) room.handleIceServers(servers);
      },
    );
    if (options.onFrame) this.on("frame", options.onFrame);
    connection.on("stateChanged", ({ state, error }) => this.#handleState(state, error));
    connection.on("frame", (frame) => this.#handleFrame(frame));
    connection.on("passed", (record) => this.emit("frame", record));
    this.#forgetPage = watchPage({
      left: () => connection.close(),
      woken: (network) => connection.handleWake(network),
    });
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
    const joining = this.#joining.get(room) ?? this.#begin(room, options.name ?? this.#name);
    joining.callers += 1;
    try {
      return await abortable(joining.room, options.signal);
    } catch (fault) {
      joining.callers -= 1;
      // Given up by all who asked, yet the server may let us in.
      joining.room.then(
        (late) => {
          if (!joining.callers) void late.leave();
        },
        () => {},
      );
      throw fault;
    }
  }

  /** Leaves every room and closes for good. */
  async close(): Promise<void> {
    this.#connection.close();
  }

  /** @internal */
  open(signal: AbortSignal | undefined): Promise<void> {
    return this.#connection.open(signal);
  }

  #begin(room: string, name: string | undefined): Joining {
    const joined = this.#join(room, name).finally(() => this.#joining.delete(room));
    const joining = { room: joined, callers: 0 };
    this.#joining.set(room, joining);
    return joining;
  }

  async #join(room: string, wanted: string | undefined): Promise<Room> {
    // A token's own name wins: the server refuses another one.
    const name = this.#welcome?.name === undefined ? wanted : undefined;
    await this.#retry.run(
      () => this.#connection.request({ type: "join", room, name }),
      ({ code }) => code === "connection_lost",
    );
    const joined = this.#find(room);
    if (!joined) throw new ConfabError("not_joined");
    return joined;
  }

  #find(room: string): Room | undefined {
    const named = () => [...this.#rooms.values()].find(({ name }) => name === room);
    return this.#rooms.get(room) ?? named();
  }

  #handleWelcome(welcome: Server.Welcome): void {
    const first = this.#welcome === undefined;
    this.#welcome = welcome;
    this.#ice.handleServers(welcome.iceServers, welcome.iceExpiresAt);
    if (!first) return;
    const warnings = [...(welcome.warnings ?? [])];
    if (welcome.tokenRenewal === "client" && !this.#tokens.renewable) {
      warnings.push(new ConfabError("token_not_renewable"));
    }
    setTimeout(() => {
      for (const { code, message } of warnings) this.emit("warning", { code, message });
    });
  }

  #handleState(state: ConnectionState, error: ConfabError | undefined): void {
    const reason = error?.code;
    for (const room of this.#rooms.values()) {
      if (state === "connected") void room.handleOnline();
      else if (state === "closed") room.handleLeft(reason ?? state, error);
      else room.handleOffline();
    }
    this.#retry.now();
    if (state === "closed") {
      this.#forgetPage();
      this.#ice.close();
      this.#guest?.release();
      if (error && reason !== "closed") this.emit("error", { error });
    }
    this.emit("stateChanged", { state, reason });
  }

  #handleFrame(frame: ServerMessage): void {
    switch (frame.type) {
      case "welcome":
        return this.#handleWelcome(frame);
      case "joined":
        return this.#handleJoined(frame);
      case "token":
        return this.#tokens.handleToken(frame.token);
      case "tokenExpiring":
        this.#handleExpiring(frame).catch((fault) => {
          this.emit("error", { error: asConfabError(fault, "token_unavailable") });
        });
        return;
      case "ice":
        return this.#ice.handleServers(frame.iceServers, frame.expiresAt);
      case "event":
        return this.#rooms.get(frame.event.room)?.handleFrame(frame);
      case "error":
        // About a peer it is the room's. Anything else answers no call, or comes before a close.
        if (frame.to === undefined) this.emit("warning", frame);
        break;
      default:
    }
    if ("room" in frame && frame.room) this.#rooms.get(frame.room)?.handleFrame(frame);
  }

  async #handleExpiring({ expiresAt }: Server.TokenExpiring): Promise<void> {
    this.emit("tokenExpiring", { expiresAt: new Date(expiresAt) });
    const token = await this.#tokens.renew();
    await this.#connection.request({ type: "token.refresh", token });
  }

  #handleJoined(joined: Server.Joined): void {
    const { id } = joined.room;
    const known = this.#rooms.get(id);
    if (known) return known.handleRejoined(joined);
    const connection = this.#connection;
    const room = new Room(joined, {
      send: (message) => connection.send(message),
      request: (body, options) => connection.request(body, options),
      ice: this.#ice,
    });
    this.#rooms.set(id, room);
    room.on("left", () => this.#rooms.delete(id));
  }
}

/** Connects one identity to a server. Rejects with a {@link ConfabError}. */
export async function connect(options: ConnectOptions): Promise<Confab> {
  const confab = new Confab(options);
  await confab.open(options.signal);
  return confab;
}
