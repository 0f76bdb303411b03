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
    // Storage may be forbidden (sandboxed frames, settings): then a reload is a new guest.
    attempt(() => sessionStorage.setItem(this.#storageKey, JSON.stringify(this.#kept)));
  }

  /** Lets another tab have the identity. */
  release(): void {
    this.#release?.();
    this.#release = undefined;
  }

  async #recall(): Promise<string | undefined> {
    const stored = attempt(() => sessionStorage.getItem(this.#storageKey));
    const guest = stored && attempt(() => JSON.parse(stored) as GuestToken);
    if (!guest) return undefined;
    this.#release = await claim(guest.identity);
    if (!this.#release) return undefined;
    this.#kept = guest;
    return guest.token;
  }

  async #request(previousToken: string | undefined): Promise<GuestToken> {
    try {
      return await this.#post({ previousToken });
    } catch (error) {
      const stale = error instanceof ConfabError && /^(token|unauthorized)/.test(error.code);
      if (previousToken === undefined || !stale) throw error;
      return this.#post({});
    }
  }

  async #post(fields: { previousToken?: string | undefined }): Promise<GuestToken> {
    const { server, publishableKey, room, name } = this.#options;
    const response = await fetch(`${server}/v1/guest-tokens`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ publishableKey, room, name, ...fields }),
    }).catch((cause) => {
      throw new ConfabError("server_unreachable", { cause });
    });
    const body = await response.json().catch(() => ({}));
    if (!response.ok) throw problemError(response, body);
    return body;
  }
}

/** An RFC 9457 problem as an error of ours. */
function problemError(response: Response, problem: Record<string, string>): ConfabError {
  const { code = "server_unreachable", detail, hint, type } = problem;
  const seconds = Number(response.headers.get("Retry-After"));
  return new ConfabError(code, {
    message: detail,
    hint,
    docs: type,
    retryable: response.status === 429 || response.status >= 500,
    retryAfterMs: seconds > 0 ? seconds * 1_000 : undefined,
  });
}

/** Holds the identity for this page; undefined when another page has it. Call the result to let go. */
async function claim(identity: string): Promise<(() => void) | undefined> {
  const locks = globalThis.navigator?.locks;
  // No locks on insecure pages: there only a reload is surely the same tab.
  if (!locks) return isReload() ? () => {} : undefined;
  return new Promise((resolve) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), HANDOVER_MS);
    const hold = () => {
      clearTimeout(timer);
      return new Promise<void>((release) => resolve(release));
    };
    locks
      .request(`confab:guest:${identity}`, { signal: patience.signal }, hold)
      .catch(() => resolve(undefined));
  });
}

function isReload(): boolean {
  const [entry] = globalThis.performance?.getEntriesByType?.("navigation") ?? [];
  return entry !== undefined && "type" in entry && entry.type === "reload";
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
