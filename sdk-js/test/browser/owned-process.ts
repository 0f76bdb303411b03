import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const READY_WITHIN_MS = 180_000;
const ENDS_WITHIN_MS = 60_000;

/** A program that a test run starts, with a directory of its own. Both are gone after `stop()`. */
export class OwnedProcess {
  readonly directory: string;
  readonly #log: string;
  readonly #spawn: () => ChildProcess;
  #child: ChildProcess;
  #ended = false;

  private constructor(spawn: () => ChildProcess, directory: string, log: string) {
    this.#spawn = spawn;
    this.#child = this.#run();
    this.directory = directory;
    this.#log = log;
    // Should the run itself be cut short.
    process.once("exit", () => this.#child.kill("SIGTERM"));
  }

  /** Starts `command`, made for the directory it gets. */
  static async start(
    command: string,
    make: (directory: string) => { args: string[]; environment?: Record<string, string> },
  ): Promise<OwnedProcess> {
    const directory = await mkdtemp(join(tmpdir(), "confab-test-"));
    const { args, environment } = make(directory);
    const log = join(directory, "output.log");
    const output = createWriteStream(log);
    const begin = () => {
      const child = spawn(command, args, {
        env: { ...process.env, ...environment },
        stdio: ["ignore", "pipe", "pipe"],
      });
      child.stdout?.pipe(output, { end: false });
      child.stderr?.pipe(output, { end: false });
      return child;
    };
    return new OwnedProcess(begin, directory, log);
  }

  /** Sends the signal and waits for the end. */
  async end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill(signal);
    await ended;
  }

  /** The same program in the same directory once more, after its end. */
  again(): void {
    this.#child = this.#run();
  }

  /** Waits until `ready` says so; rejects with the program's own words when it ends instead. */
  async awaitReady(ready: () => Promise<boolean>): Promise<void> {
    const until = Date.now() + READY_WITHIN_MS;
    while (!(await ready().catch(() => false))) {
      if (this.#ended || Date.now() > until) {
        const output = this.output();
        await this.stop();
        throw new Error(`${this.#child.spawnfile} is not ready:\n${output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** Everything it has printed. */
  output(): string {
    return readFileSync(this.#log, "utf8");
  }

  #run(): ChildProcess {
    this.#ended = false;
    const child = this.#spawn();
    const end = () => {
      this.#ended ||= child === this.#child;
    };
    child.once("close", end);
    child.once("error", end);
    return child;
  }

  async stop(): Promise<void> {
    if (!this.#ended) {
      const ended = new Promise((resolve) => this.#child.once("close", resolve));
      const kill = setTimeout(() => this.#child.kill("SIGKILL"), ENDS_WITHIN_MS);
      this.#child.kill("SIGTERM");
      await ended;
      clearTimeout(kill);
    }
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** A port of 127.0.0.1 that nobody listens on just now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
