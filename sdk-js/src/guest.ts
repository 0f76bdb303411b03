import { ConfabError } from "./errors.js";
import type { TokenSource } from "./token.js";

export interface GuestOptions {
  server: string;
  publishableKey: string;
  room: string | readonly string[];
  name: string | undefined;
  /** An earlier token of ours whose identity to keep. */
  identityHint: string | undefined;
}

interface GuestToken {
  token: string;
  identity: string;
}

/** How long a page that reloads may take to let go of its identity. */
const HANDOVER_MS = 800;

/**
 * Tokens for a page without a backend. The identity stays over a reload of the same tab; a duplicated
 * tab, which starts with a copy of our storage, finds the identity locked and gets its own.
 */
export class Guest implements TokenSource {
  readonly #options: GuestOptions;
  readonly #storageKey: string;
  #kept: GuestToken | undefined;
  #release: (() => void) | undefined;

  constructor(options: GuestOptions) {
    this.#options = options;
    this.#storageKey = `confab:guest:${options.server}:${options.publishableKey}:${options.room}`;
  }

  async fetch(held: string | undefined): Promise<string> {
    const previous = held ?? this.#options.identityHint ?? (await this.#recall());
    const guest = await this.#request(previous);
    if (guest.identity !== this.#kept?.identity) {
      this.release();
      this.#release = await claim(guest.identity);
    }
    this.#kept = guest;
    this.keep(guest.token);
    return guest.token;
  }

  /** Remembers the newest token for a reload. */
  keep(token: string): void {
    if (!this.#kept) return;
    this.#kept = { ...this.#kept, token };
    storage(() => sessionStorage.setItem(this.#storageKey, JSON.stringify(this.#kept)));
  }

  /** Lets another tab have the identity. */
  release(): void {
    this.#release?.();
    this.#release = undefined;
  }

  async #recall(): Promise<string | undefined> {
    const guest = storage((): GuestToken | null =>
      JSON.parse(sessionStorage.getItem(this.#storageKey) ?? "null"),
    );
    if (!guest) return undefined;
    this.#release = await claim(guest.identity);
    if (!this.#release) return undefined;
    this.#kept = guest;
    return guest.token;
  }

  async #request(previousToken: string | undefined): Promise<GuestToken> {
    const { server, publishableKey, room, name } = this.#options;
    const response = await fetch(`${server}/v1/guest-tokens`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ publishableKey, room, name, previousToken }),
    }).catch((cause) => {
      throw new ConfabError("server_unreachable", { cause });
    });
    const body = await response.json().catch(() => ({}));
    if (response.ok) return body;
    // Too old to keep the identity by: go on with a new one.
    if (response.status === 401 && previousToken) return this.#request(undefined);
    throw problemError(response, body);
  }
}

/** An RFC 9457 problem as an error of ours. */
function problemError({ status, headers }: Response, problem: Record<string, string>): ConfabError {
  const { code = "server_unreachable", detail, hint, type } = problem;
  return new ConfabError(code, {
    message: detail,
    hint,
    docs: type,
    retryable: status === 429 || status >= 500,
    retryAfterMs: Number(headers.get("Retry-After")) * 1_000,
  });
}

/** Holds the identity for this page; undefined when another page has it. Call the result to let go. */
function claim(identity: string): Promise<(() => void) | undefined> {
  return new Promise((resolve) => {
    // Insecure pages have no locks, and no cameras either: there each load is a new guest.
    const locks = globalThis.navigator?.locks;
    if (!locks) return resolve(undefined);
    const hold = () => new Promise<void>((release) => resolve(release));
    const signal = AbortSignal.timeout(HANDOVER_MS);
    locks.request(`confab:guest:${identity}`, { signal }, hold).catch(() => resolve(undefined));
  });
}

/** Storage may be forbidden (sandboxed frames, settings) or hold anything: then a reload is a new guest. */
function storage<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
