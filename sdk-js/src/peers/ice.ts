import type { IceServer } from "../protocol/messages.js";

/** Servers this young are as good as new ones: several peers restart together. */
const FRESH_MS = 5_000;
/** Renewed when this part of their life is over. */
const RENEW_AT = 0.75;

/** The ICE servers in use, renewed before they expire. */
export class IceServers {
  readonly #request: () => Promise<unknown>;
  readonly #changed: (servers: RTCIceServer[]) => void;
  #servers: RTCIceServer[] = [];
  #since = 0;
  #refreshing: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `request` makes the server send new ones, which arrive through `handleServers`. */
  constructor(request: () => Promise<unknown>, changed: (servers: RTCIceServer[]) => void) {
    this.#request = request;
    this.#changed = changed;
  }

  get servers(): RTCIceServer[] {
    return this.#servers;
  }

  handleServers(servers: IceServer[], expiresAt: string | undefined): void {
    this.#servers = servers;
    this.#since = Date.now();
    this.#changed(servers);
    clearTimeout(this.#timer);
    if (expiresAt === undefined) return;
    const due = (Date.parse(expiresAt) - Date.now()) * RENEW_AT;
    // At least a few seconds apart, should the clocks disagree.
    this.#timer = setTimeout(() => void this.refresh(), Math.max(FRESH_MS, due));
  }

  /** Gets new servers unless these are new. Never rejects: the old ones may still do. */
  refresh(): Promise<void> {
    if (Date.now() - this.#since < FRESH_MS) return Promise.resolve();
    const done = () => {
      this.#refreshing = undefined;
    };
    this.#refreshing ??= this.#request().then(done, done);
    return this.#refreshing;
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
