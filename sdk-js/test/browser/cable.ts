import { connect, createServer, type Server, type Socket } from "node:net";

/** The network between a page and the service, to be pulled and plugged in again. */
export class Cable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #pulled = false;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async to(address: string): Promise<Cable> {
    const { port } = new URL(address);
    const server = createServer((near) => cable.#join(near, connect(Number(port), "localhost")));
    const cable = new Cable(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return cable;
  }

  /** Where pages find the service through this cable. */
  get address(): string {
    const address = this.#server.address();
    return `http://localhost:${typeof address === "object" && address?.port}`;
  }

  /** Whoever talks is cut off in mid-sentence, and nobody gets through. */
  pull(): void {
    this.#pulled = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  plugIn(): void {
    this.#pulled = false;
  }

  async remove(): Promise<void> {
    this.pull();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(near: Socket, far: Socket): void {
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(one);
      one.once("close", () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      one.on("error", () => one.destroy());
      one.pipe(other);
    }
    if (this.#pulled) near.destroy();
  }
}
