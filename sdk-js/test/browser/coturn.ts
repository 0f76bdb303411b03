import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, OwnedProcess } from "./owned-process.js";

const base = fileURLToPath(new URL("../../../deploy/coturn/turnserver.conf", import.meta.url));
const RELAY_PORTS = 200;

/** A real coturn on loopback, run with the configuration that we ship; only here its peers may be this very machine. */
export class Coturn {
  readonly #process: OwnedProcess;
  readonly #port: number;
  readonly #secret: string;

  private constructor(process: OwnedProcess, port: number, secret: string) {
    this.#process = process;
    this.#port = port;
    this.#secret = secret;
  }

  static async start(): Promise<Coturn> {
    const [port, first] = [await freePort(), 40_000 + Math.floor(Math.random() * 20_000)];
    const secret = "shared-with-the-service";
    const started = await OwnedProcess.start("turnserver", (directory) => ({
      args: [
        ...["-c", base, "--realm=confab.test", `--static-auth-secret=${secret}`],
        ...["--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", `--listening-port=${port}`],
        ...[`--min-port=${first}`, `--max-port=${first + RELAY_PORTS}`, "--no-tls", "--no-dtls"],
        ...["--allow-loopback-peers", "--allowed-peer-ip=127.0.0.1"],
        ...[`--userdb=${join(directory, "turndb")}`, `--pidfile=${join(directory, "pid")}`],
      ],
    }));
    const coturn = new Coturn(started, port, secret);
    await started.awaitReady(() => listens(port));
    return coturn;
  }

  /** What a service needs to know of it. */
  get configuration(): Record<string, string> {
    return {
      CONFAB_TURN_URLS: `turn:127.0.0.1:${this.#port}?transport=udp`,
      CONFAB_TURN_SECRET: this.#secret,
    };
  }

  stop(): Promise<void> {
    return this.#process.stop();
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
