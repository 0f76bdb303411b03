import { Observable } from "../events.js";
import { subprotocol } from "../protocol/codes.js";

export interface SocketEvents {
  opened: Record<string, never>;
  message: { text: string };
  /** Fires once, whoever closed. `silent`: we gave it up because nothing came any more. */
  closed: { code: number; silent: boolean };
}

const OPEN_WITHIN_MS = 10_000;
/** A code of ours that the server takes as a loss: the session stays, 1000 would end it. */
const COMING_BACK = 3000;

/** One WebSocket and the watch over its silence. Never reused. */
export class Socket extends Observable<SocketEvents> {
  readonly #socket: WebSocket;
  #lastSign = Date.now();
  #silenceMs = OPEN_WITHIN_MS;
  readonly #watch: ReturnType<typeof setInterval> | undefined;
  #closed = false;

  constructor(url: string) {
    super();
    const socket = new WebSocket(url, subprotocol);
    this.#socket = socket;
    socket.onopen = () => this.emit("opened", {});
    socket.onmessage = ({ data }) => {
      this.#lastSign = Date.now();
      if (!this.#closed && typeof data === "string") this.emit("message", { text: data });
    };
    socket.onclose = ({ code }) => this.#end(code, false);
    this.#watch = setInterval(() => this.#checkSilence(), 1_000);
  }

  /**
   * Gives the socket up after this much silence. A lost network closes no WebSocket for minutes,
   * so the server's heartbeat is the only sign of life.
   */
  expectSignsWithin(silenceMs: number): void {
    this.#silenceMs = silenceMs;
  }

  send(text: string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(text);
  }

  /** Closes so that the server keeps the session for the next socket. */
  abandon(): void {
    this.#socket.close(COMING_BACK);
    this.#end(COMING_BACK, true);
  }

  /** Closes for good. */
  leave(): void {
    this.#socket.close(1000);
    this.#end(1000, false);
  }

  #checkSilence(): void {
    if (Date.now() - this.#lastSign > this.#silenceMs) this.abandon();
  }

  #end(code: number, silent: boolean): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#watch);
    this.emit("closed", { code, silent });
  }
}
