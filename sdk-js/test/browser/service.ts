import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, OwnedProcess } from "./owned-process.js";

const jar = fileURLToPath(new URL("../../../target/quarkus-app/quarkus-run.jar", import.meta.url));

/** The packaged service on a database of its own, and its REST API as the operator calls it. */
export class Service {
  readonly address: string;
  readonly #process: OwnedProcess;
  #tenant: Promise<{ id: string }> | undefined;

  private constructor(process: OwnedProcess, port: number) {
    this.#process = process;
    this.address = `http://localhost:${port}`;
  }

  static async start(configuration: Record<string, string>): Promise<Service> {
    if (!existsSync(jar)) {
      throw new Error("There is no packaged service: run ./mvnw -DskipTests package first.");
    }
    const port = await freePort();
    const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
    const started = await OwnedProcess.start(java, (directory) => ({
      args: ["-XX:TieredStopAtLevel=1", "-jar", jar],
      environment: {
        ...configuration,
        CONFAB_DATA: join(directory, "data"),
        CONFAB_PORT: String(port),
      },
    }));
    const service = new Service(started, port);
    await service.#ready();
    return service;
  }

  /** Ends it: by `SIGTERM` tidily, by `SIGKILL` with its database left behind. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    return this.#process.end(signal);
  }

  /** Starts it on the same data and port, after its end. */
  async startAgain(): Promise<void> {
    this.#process.again();
    await this.#ready();
  }

  /** Makes a publishable key. */
  async publishableKey(wanted: object): Promise<string> {
    return this.#key({ kind: "publishable", ...wanted });
  }

  /** Mints a token for each identity, as a backend does. They open any room, and make it. */
  async tokens<I extends string>(...identities: I[]): Promise<Record<I, string>> {
    const headers = { Authorization: `Bearer ${await this.#key({ kind: "secret" })}` };
    const minted = identities.map(async (identity) => {
      const wanted = { identity, rooms: ["*"], grants: { create: true }, ttlSeconds: 3_600 };
      return [identity, (await this.#post("/v1/tokens", wanted, headers)).token];
    });
    return Object.fromEntries(await Promise.all(minted));
  }

  /** The integrity of the script in its immutable place. */
  async script(version: string): Promise<{ src: string; integrity: string }> {
    const list = await this.#get(`/sdk/${version}/integrity.json`);
    const { "confab.js": integrity } = await list.json();
    return { src: `${this.address}/sdk/${version}/confab.js`, integrity };
  }

  stop(): Promise<void> {
    return this.#process.stop();
  }

  #ready(): Promise<void> {
    return this.#process.awaitReady(async () => (await this.#get("/q/health/ready")).ok);
  }

  #get(path: string): Promise<Response> {
    return fetch(`${this.address}${path}`, { signal: AbortSignal.timeout(10_000) });
  }

  /** Makes a key of the one tenant. */
  async #key(wanted: object): Promise<string> {
    this.#tenant ??= this.#post("/v1/tenants", { name: "Browser tests" });
    const { id } = await this.#tenant;
    return (await this.#post("/v1/api-keys", wanted, { "Confab-Tenant": id })).key;
  }

  async #post(path: string, body: object, headers: Record<string, string> = {}) {
    const answer = await fetch(`${this.address}${path}`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${this.#operatorKey()}`,
        "Content-Type": "application/json",
        ...headers,
      },
      body: JSON.stringify(body),
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(`POST ${path}: ${said.detail}`);
    return said;
  }

  /** Made by the service on its first start. */
  #operatorKey(): string {
    const secrets = join(this.#process.directory, "data", "secrets.properties");
    const [, key] = /^confab\.operator-key=(.+)$/m.exec(readFileSync(secrets, "utf8")) ?? [];
    if (!key) throw new Error("The service has made no operator key.");
    return key;
  }
}
