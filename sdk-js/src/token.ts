import { asConfabError, ConfabError } from "./errors.js";
import type { Guest } from "./guest.js";
import type { ConnectOptions } from "./options.js";

/** Where tokens come from. */
export interface TokenSource {
  /** Gets a new token; `held` is the one before. */
  fetch(held: string | undefined): Promise<string>;
  /** Sees each token the server renewed. */
  keep?(token: string): void;
}

/** The token in hand and the way to the next one. */
export class Tokens {
  readonly #source: TokenSource | undefined;
  #held: string | undefined;
  #worthless = false;

  /** Without a source only the server can renew the token held. */
  constructor(held: string | undefined, source?: TokenSource) {
    this.#source = source;
    this.#held = held;
  }

  get renewable(): boolean {
    return this.#source !== undefined;
  }

  /** The token for the next `hello`. */
  async current(): Promise<string> {
    return this.#held === undefined || this.#worthless ? this.renew() : this.#held;
  }

  /** A new token. Rejects with `token_expired`, which names tokenProvider, where nothing can bring one. */
  async renew(): Promise<string> {
    if (!this.#source) throw new ConfabError("token_expired");
    try {
      this.#held = await this.#source.fetch(this.#held);
      this.#worthless = false;
      return this.#held;
    } catch (fault) {
      throw asConfabError(fault, "token_unavailable");
    }
  }

  /** The server refuses the token held as expired. */
  handleExpired(): void {
    this.#worthless = true;
  }

  /** The server renewed it. */
  handleToken(token: string): void {
    this.#held = token;
    this.#worthless = false;
    this.#source?.keep?.(token);
  }
}

/** The tokens that the options ask for; `guest` brings those of a publishable key. */
export function tokensFrom(options: ConnectOptions, guest: Guest | undefined): Tokens {
  const { token, tokenProvider } = options;
  const own = token !== undefined || tokenProvider !== undefined;
  if (own === (guest !== undefined)) {
    throw new ConfabError("invalid_options", {
      about: "pass token and tokenProvider, or publishableKey and room",
    });
  }
  return new Tokens(token, guest ?? (tokenProvider && { fetch: () => tokenProvider() }));
}
