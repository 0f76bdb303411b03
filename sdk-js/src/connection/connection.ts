import { asConfabError, ConfabError } from "../errors.js";
import { Observable } from "../events.js";
import { comesBack } from "../protocol/codes.js";
import type { ClientMessage, Server, ServerMessage } from "../protocol/messages.js";
import type { Tokens } from "../token.js";
import { version } from "../version.js";
import { abortable } from "./abort.js";
import { decode, encode, mask } from "./codec.js";
import { errorFrom, type RequestBody, type RequestOptions, Requests } from "./request.js";
import { Retry } from "./retry.js";
import { Socket } from "./socket.js";

export type ConnectionState = "connecting" | "connected" | "reconnecting" | "closed";

/** One frame as it passed, tokens and credentials masked. */
export interface FrameRecord {
  direction: "in" | "out";
  frame: { type: string; [field: string]: unknown };
  at: Date;
}

export interface ConnectionEvents {
  stateChanged: { state: ConnectionState; error?: ConfabError | undefined };
  /** Every frame that is not an answer to a request. */
  frame: ServerMessage;
  /** Every frame, for people to look at. */
  passed: FrameRecord;
}

export interface ConnectionOptions {
  url: string;
  tokens: Tokens;
  autoReconnect: boolean;
}

const HEARTBEATS_MISSED = 2.5;
const FIRST_FRAME_BYTES = 65_536;
const EXPIRED = 4401;
const PATIENCE_MS = 20_000;

/** The connection to the server over all its sockets: says hello, comes back, carries frames and requests. */
export class Connection extends Observable<ConnectionEvents> {
  readonly #options: ConnectionOptions;
  readonly #requests = new Requests();
  readonly #retry = new Retry();
  #state: ConnectionState = "connecting";
  #socket: Socket | undefined;
  /** What the server said last went wrong: before it closes it says why. */
  #said: ConfabError | undefined;
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

  /** The first connect. Waits only where the server said for how long, or a token can be renewed. */
  async open(signal?: AbortSignal): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    const patient = ({ code, retryAfterMs }: ConfabError) =>
      Date.now() < until && (retryAfterMs !== undefined || code === "token_expired");
    try {
      await abortable(this.#connect(patient), signal);
    } catch (fault) {
      throw this.#finish(asConfabError(fault, "server_unreachable"));
    }
  }

  /** Sends a frame that needs no answer; without a connection it is dropped. */
  send(message: ClientMessage): boolean {
    const connected = this.#state === "connected";
    if (connected) this.#write(message);
    return connected;
  }

  /** Sends a request and waits for its answer. Rejects at once without a connection. */
  async request(body: RequestBody, options?: RequestOptions): Promise<Server.Ok["data"]> {
    if (this.#state !== "connected") {
      throw new ConfabError(this.#state === "closed" ? "closed" : "connection_lost");
    }
    return this.#ask(body, options);
  }

  /** The network came back or the page was shown again: try now, or see if the socket still lives. */
  handleWake(network: boolean): void {
    this.#retry.now();
    if (!network || this.#state !== "connected") return;
    this.#socket?.expectSignNow();
    this.#ask({ type: "ice.refresh" }).catch(() => {});
  }

  close(): void {
    this.#finish(new ConfabError("closed"));
  }

  /** Tries until connected; `patient` decides about faults that may pass. */
  #connect(patient: (error: ConfabError) => boolean, fault?: ConfabError): Promise<void> {
    return this.#retry.run(
      () => this.#attempt(),
      (error) => this.#comesBack(error) && patient(error),
      fault,
    );
  }

  #comesBack({ code, retryable }: ConfabError): boolean {
    if (this.#state === "closed") return false;
    if (code !== "token_expired") return retryable;
    this.#options.tokens.handleExpired();
    return this.#options.tokens.renewable;
  }

  /** One socket, one hello. */
  async #attempt(): Promise<void> {
    const token = await this.#options.tokens.current();
    if (this.#state === "closed") throw new ConfabError("closed");
    await new Promise<void>((resolve, reject) => {
      const socket = new Socket(this.#options.url, {
        message: (text) => this.#handleText(text),
        closed: (code) => {
          const error = this.#closeError(code);
          this.#requests.failAll(error);
          reject(error);
          if (this.#state === "connected") this.#handleLoss(error);
        },
        opened: () => {
          this.#hello(token).then(resolve, (fault) => {
            reject(fault);
            socket.abandon();
          });
        },
      });
      this.#socket = socket;
    });
    this.#setState("connected");
  }

  async #hello(token: string): Promise<void> {
    await this.#ask({
      type: "hello",
      token,
      sdk: `confab-js/${version}`,
      ticket: this.#ticket,
      lastSignal: this.#lastSignal,
    });
  }

  /** The server's own closes come after an error frame with the reason; anything else is the network's. */
  #closeError(code: number): ConfabError {
    const said = this.#said;
    const theirs = code >= 4000 || (code >= 1009 && code <= 1013);
    const retryable = comesBack(code);
    if (theirs && said)
      return new ConfabError(said.code, { ...said, message: said.message, retryable });
    if (code === EXPIRED) return new ConfabError("token_expired");
    const lost = this.#state === "connected" ? "connection_lost" : "server_unreachable";
    return new ConfabError(retryable ? lost : "closed");
  }

  #handleLoss(error: ConfabError): void {
    clearTimeout(this.#drain);
    if (!this.#options.autoReconnect || !this.#comesBack(error)) {
      this.#finish(error);
      return;
    }
    this.#setState("reconnecting", error);
    this.#connect(() => true, error).catch((fault) => {
      this.#finish(asConfabError(fault, "server_unreachable"));
    });
  }

  #handleText(text: string): void {
    const frame = decode(text);
    if (!frame) return;
    this.#show("in", frame);
    switch (frame.type) {
      case "ok":
        return this.#requests.handleOk(frame);
      case "error":
        this.#said = errorFrom(frame);
        if (this.#requests.handleError(frame)) return;
        break;
      case "welcome":
        this.#handleWelcome(frame);
        break;
      case "ticket":
        this.#ticket = frame.ticket;
        break;
      case "drain":
        this.#handleDrain(frame.reconnectInMs);
        break;
      case "signal":
        this.#lastSignal = frame.n;
        break;
      default:
    }
    this.emit("frame", frame);
  }

  #handleWelcome(welcome: Server.Welcome): void {
    this.#frameBytes = welcome.limits.frameBytes;
    this.#ticket = welcome.ticket;
    // A new session counts its signals from 1.
    if (!welcome.resumed) this.#lastSignal = 0;
    this.#socket?.expectSignsWithin(welcome.heartbeatSeconds * HEARTBEATS_MISSED * 1_000);
  }

  /** The node stops soon: move to another one at the time it gave us, so that not all come at once. */
  #handleDrain(reconnectInMs: number): void {
    const socket = this.#socket;
    clearTimeout(this.#drain);
    this.#drain = setTimeout(() => socket?.abandon(), reconnectInMs);
  }

  #ask(body: RequestBody, options?: RequestOptions): Promise<Server.Ok["data"]> {
    return this.#requests.open(body, (message) => this.#write(message), options);
  }

  #write(message: ClientMessage): void {
    const text = encode(message, this.#frameBytes);
    this.#show("out", message);
    this.#socket?.send(text);
  }

  #show(direction: FrameRecord["direction"], frame: ClientMessage | ServerMessage): void {
    if (!this.hasListeners("passed")) return;
    this.emit("passed", { direction, frame: mask({ ...frame }), at: new Date() });
  }

  #setState(state: ConnectionState, error?: ConfabError): void {
    this.#state = state;
    this.emit("stateChanged", { state, error });
  }

  #finish(cause: ConfabError): ConfabError {
    if (this.#state === "closed") return cause;
    // An expired token that nothing renewed: our own sentence names tokenProvider.
    const expired = cause.code === "token_expired";
    const error = expired ? new ConfabError(cause.code, { cause }) : cause;
    this.#setState("closed", error);
    clearTimeout(this.#drain);
    this.#retry.now();
    this.#requests.failAll(error);
    this.#socket?.leave();
    return error;
  }
}
