import { asConfabError, ConfabError } from "../errors.js";
import { Observable } from "../events.js";
import type { ClientMessage, Server, ServerMessage } from "../protocol/messages.js";
import type { Tokens } from "../token.js";
import { version } from "../version.js";
import { abortable } from "./abort.js";
import { Backoff } from "./backoff.js";
import { closeError, mayComeBack, mayTryFirstAgain } from "./close-error.js";
import { decode, encode, mask } from "./codec.js";
import { Pause } from "./pause.js";
import { errorFrom, type RequestBody, type RequestOptions, Requests } from "./request.js";
import { Socket } from "./socket.js";

export type ConnectionState = "connecting" | "connected" | "reconnecting" | "closed";

/** One frame as it passed, tokens and credentials masked. */
export interface FrameRecord {
  direction: "in" | "out";
  frame: { type: string; [field: string]: unknown };
  at: Date;
}

export interface ConnectionEvents {
  /** The server took us: at the first time and after each reconnect, before `stateChanged`. */
  welcomed: Server.Welcome;
  stateChanged: { state: ConnectionState; error?: ConfabError };
  /** Every frame that is not an answer to a request. */
  frame: ServerMessage;
  /** Every frame, for people to look at. */
  passed: FrameRecord;
}

export interface ConnectionOptions {
  url: string;
  tokens: Tokens;
  autoReconnect: boolean;
  /** The cursor of each joined room, by room id. */
  cursors: () => Record<string, string>;
}

const HEARTBEATS_MISSED = 2.5;
const PROBE_MS = 5_000;
const FIRST_FRAME_BYTES = 65_536;
const GOING_AWAY_MS = 20_000;

/** The connection to the server over all its sockets: says hello, comes back, carries frames and requests. */
export class Connection extends Observable<ConnectionEvents> {
  readonly #options: ConnectionOptions;
  readonly #requests = new Requests();
  readonly #backoff = new Backoff();
  readonly #pause = new Pause();
  #state: ConnectionState = "connecting";
  #socket: Socket | undefined;
  #fault: ConfabError | undefined;
  #frameBytes = FIRST_FRAME_BYTES;
  #ticket: string | undefined;
  #lastSignal = 0;
  #drain: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ConnectionOptions) {
    super();
    this.#options = options;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** The first connect. Waits only where the server itself asked us to come again. */
  async open(signal?: AbortSignal): Promise<void> {
    const until = Date.now() + GOING_AWAY_MS;
    const patient = (error: ConfabError) => mayTryFirstAgain(error) && Date.now() < until;
    try {
      await abortable(this.#connect(patient), signal);
    } catch (fault) {
      throw this.#finish(asConfabError(fault, "server_unreachable"));
    }
  }

  /** Sends a frame that needs no answer; without a connection it is dropped. */
  send(message: ClientMessage): boolean {
    if (this.#state !== "connected") return false;
    this.#write(message);
    return true;
  }

  /** Sends a request and waits for its answer. Rejects at once without a connection. */
  request(body: RequestBody, options?: RequestOptions): Promise<Server.Ok["data"]> {
    if (this.#state !== "connected") {
      return Promise.reject(
        new ConfabError(this.#state === "closed" ? "closed" : "connection_lost"),
      );
    }
    return this.#requests.open(body, (message) => this.#write(message), options);
  }

  /** The network came back or the page was shown again: try now, or see if the socket still lives. */
  handleWake(network: boolean): void {
    this.#pause.end();
    if (!network || this.#state !== "connected") return;
    const socket = this.#socket;
    const probe = setTimeout(() => socket?.abandon(), PROBE_MS);
    this.request({ type: "ice.refresh" })
      .catch(() => {})
      .finally(() => clearTimeout(probe));
  }

  /** Resolves when connected; rejects when closed for good. */
  reconnected(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#state === "connected") return resolve();
      if (this.#state === "closed") return reject(new ConfabError("closed"));
      const off = this.on("stateChanged", ({ state, error }) => {
        if (state === "reconnecting") return;
        off();
        if (state === "connected") resolve();
        else reject(error);
      });
    });
  }

  close(): void {
    this.#finish(new ConfabError("closed"));
  }

  async #connect(patient: (error: ConfabError) => boolean): Promise<void> {
    while (this.#state !== "closed") {
      try {
        await this.#attempt();
        return;
      } catch (fault) {
        const error = asConfabError(fault, "server_unreachable");
        const renews = error.code === "token_expired" && this.#options.tokens.renewable;
        if (!renews && !patient(error)) throw error;
        if (renews) this.#options.tokens.handleExpired();
        await this.#pause.wait(this.#backoff.next(error.retryAfterMs));
      }
    }
    throw new ConfabError("closed");
  }

  /** One socket, one hello. */
  async #attempt(): Promise<void> {
    const token = await this.#options.tokens.current();
    if (this.#state === "closed") throw new ConfabError("closed");
    await new Promise<void>((resolve, reject) => {
      this.#fault = undefined;
      const socket = new Socket(this.#options.url);
      this.#socket = socket;
      socket.on("message", ({ text }) => this.#handleText(text));
      socket.on("closed", ({ code }) => {
        const error = closeError(code, this.#fault, this.#state === "connected");
        this.#requests.failAll(error);
        reject(error);
        if (this.#socket === socket) this.#handleLoss(error);
      });
      socket.on("opened", () => {
        this.#hello(token).then(resolve, (fault) => {
          reject(fault);
          socket.abandon();
        });
      });
    });
    this.#backoff.reset();
    this.#setState("connected");
  }

  async #hello(token: string): Promise<void> {
    const resume = this.#ticket && {
      ticket: this.#ticket,
      cursors: this.#options.cursors(),
      lastSignal: this.#lastSignal,
    };
    await this.#requests.open(
      { type: "hello", token, sdk: `confab-js/${version}`, ...resume },
      (message) => this.#write(message),
    );
  }

  #handleLoss(error: ConfabError): void {
    clearTimeout(this.#drain);
    if (this.#state !== "connected") return;
    const { autoReconnect, tokens } = this.#options;
    if (!autoReconnect || !mayComeBack(error, tokens.renewable)) {
      this.#finish(error);
      return;
    }
    this.#setState("reconnecting", error);
    this.#reconnect(error).catch((fault) => {
      this.#finish(fault);
    });
  }

  async #reconnect(cause: ConfabError): Promise<void> {
    if (cause.code === "token_expired") this.#options.tokens.handleExpired();
    await this.#pause.wait(this.#backoff.next(cause.retryAfterMs));
    await this.#connect((error) => error.retryable);
  }

  #handleText(text: string): void {
    const frame = decode(text);
    if (!frame) return;
    this.#show("in", frame);
    switch (frame.type) {
      case "ok":
        return this.#requests.handleOk(frame);
      case "error":
        return this.#handleError(frame);
      case "welcome":
        return this.#handleWelcome(frame);
      case "ticket":
        this.#ticket = frame.ticket;
        return;
      case "drain":
        return this.#handleDrain(frame.reconnectInMs);
      case "signal":
        this.#lastSignal = frame.n;
        break;
      default:
    }
    this.emit("frame", frame);
  }

  #handleError(frame: Server.Error): void {
    // Before it closes, the server says why in an error frame: the close itself has room for a code only.
    this.#fault = errorFrom(frame);
    if (!this.#requests.handleError(frame)) this.emit("frame", frame);
  }

  #handleWelcome(welcome: Server.Welcome): void {
    this.#frameBytes = welcome.limits.frameBytes;
    this.#ticket = welcome.ticket;
    this.#socket?.expectSignsWithin(welcome.heartbeatSeconds * HEARTBEATS_MISSED * 1_000);
    this.emit("welcomed", welcome);
  }

  /** The node stops soon: move to another one at the time it gave us, so that not all come at once. */
  #handleDrain(reconnectInMs: number): void {
    const socket = this.#socket;
    clearTimeout(this.#drain);
    this.#drain = setTimeout(() => socket?.abandon(), reconnectInMs);
  }

  #write(message: ClientMessage): void {
    const text = encode(message, this.#frameBytes);
    this.#show("out", message);
    this.#socket?.send(text);
  }

  #show(direction: FrameRecord["direction"], frame: ClientMessage | ServerMessage): void {
    if (!this.hasListeners("passed")) return;
    this.emit("passed", { direction, frame: { ...mask(frame) }, at: new Date() });
  }

  #setState(state: ConnectionState, error?: ConfabError): void {
    this.#state = state;
    this.emit("stateChanged", { state, ...(error && { error }) });
  }

  #finish(cause: ConfabError): ConfabError {
    if (this.#state === "closed") return cause;
    // An expired token that nothing renewed: our own sentence names tokenProvider.
    const expired = cause.code === "token_expired";
    const error = expired ? new ConfabError(cause.code, { docs: cause.docs, cause }) : cause;
    this.#setState("closed", error);
    clearTimeout(this.#drain);
    this.#pause.end();
    this.#requests.failAll(error);
    this.#socket?.leave();
    return error;
  }
}
