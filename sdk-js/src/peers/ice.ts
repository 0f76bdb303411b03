import { Observable } from "../events.js";
import type { IceServer } from "../protocol/messages.js";

export interface IceEvents {
  changed: { servers: RTCIceServer[] };
}

/** Servers this young are as good as new ones: several peers restart together. */
const FRESH_MS = 5_000;
/** Renewed when this part of their life is left, and never later than a minute before the end. */
const RENEW_AT = 0.25;
const RENEW_BEFORE_MS = 60_000;

/** The ICE servers in use, renewed before they expire. */
export class IceServers extends Observable<IceEvents> {
  readonly #request: () => Promise<unknown>;
  #servers: RTCIceServer[] = [];
  #since = 0;
  #refreshing: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `request` makes the server send new ones, which arrive through `handleServers`. */
  constructor(request: () => Promise<unknown>) {
    super();
    this.#request = request;
  }

  get servers(): RTCIceServer[] {
    return this.#servers;
  }

  handleServers(servers: IceServer[], expiresAt: string | undefined): void {
    this.#servers = servers;
    this.#since = Date.now();
    this.emit("changed", { servers });
    clearTimeout(this.#timer);
    if (expiresAt === undefined) return;
    const life = Math.max(0, Date.parse(expiresAt) - Date.now());
    const early = Math.min(life, Math.max(life * RENEW_AT, RENEW_BEFORE_MS));
    // At least a few seconds apart, should the clocks disagree.
    this.#timer = setTimeout(() => void this.refresh(), Math.max(FRESH_MS, life - early));
  }

  /** Gets new servers unless these are new. Never rejects: the old ones may still do. */
  refresh(): Promise<void> {
    if (Date.now() - this.#since < FRESH_MS) return Promise.resolve();
    this.#refreshing ??= this.#request()
      .then(
        () => {},
        () => {},
      )
      .finally(() => {
        this.#refreshing = undefined;
      });
    return this.#refreshing;
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
