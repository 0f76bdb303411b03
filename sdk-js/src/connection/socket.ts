import { subprotocol } from "../protocol/codes.js";

export interface SocketListener {
  opened: () => void;
  message: (text: string) => void;
  /** Called once, whoever closed. */
  closed: (code: number) => void;
}

const OPEN_WITHIN_MS = 10_000;
const PROBE_MS = 5_000;
/** A code of ours that the server takes as a loss: the session stays, 1000 would end it. */
const COMING_BACK = 3000;

/** One WebSocket and the watch over its silence. Never reused. */
export class Socket {
  readonly #socket: WebSocket;
  readonly #listener: SocketListener;
  #lastSign = Date.now();
  #silenceMs = OPEN_WITHIN_MS;
  readonly #watch: ReturnType<typeof setInterval> | undefined;
  #closed = false;

  constructor(url: string, listener: SocketListener) {
    this.#listener = listener;
    const socket = new WebSocket(url, subprotocol);
    this.#socket = socket;
    socket.onopen = listener.opened;
    socket.onmessage = ({ data }) => {
      this.#lastSign = Date.now();
      if (!this.#closed) listener.message(data);
    };
    // Only we say that we leave: the same code from over there is some machine in between that stops.
    socket.onclose = ({ code }) => this.#end(code > 1001 ? code : 1006);
    this.#watch = setInterval(() => {
      if (Date.now() - this.#lastSign > this.#silenceMs) this.abandon();
    }, 1_000);
  }

  /**
   * Gives the socket up after this much silence. A lost network closes no WebSocket for minutes,
   * so the server's heartbeat is the only sign of life.
   */
  expectSignsWithin(silenceMs: number): void {
    this.#silenceMs = silenceMs;
  }

  /** Gives the socket up unless something comes in a moment: whoever calls it asks the server for an answer. */
  expectSignNow(): void {
    this.#lastSign = Math.min(this.#lastSign, Date.now() - this.#silenceMs + PROBE_MS);
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  /** Closes so that the server keeps the session for the next socket. */
  abandon(): void {
    this.#close(COMING_BACK);
  }

  /** Closes for good. */
  leave(): void {
    this.#close(1000);
  }

  #close(code: number): void {
    this.#socket.close(code);
    this.#end(code);
  }

  #end(code: number): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#watch);
    this.#listener.closed(code);
  }
}
