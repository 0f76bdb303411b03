import { asConfabError, ConfabError } from "./errors.js";
import { Observable } from "./events.js";

export interface TokenEvents {
  expiring: { expiresAt: Date };
  /** A renewal failed; the connection lives on until the token ends. */
  error: { error: ConfabError };
}

/** Where tokens come from. */
export interface TokenSource {
  /** Gets a new token; `held` is the one before. */
  fetch(held: string | undefined): Promise<string>;
  /** Sees each token the server renewed. */
  keep?(token: string): void;
}

/** The token in hand and the way to the next one. */
export class Tokens extends Observable<TokenEvents> {
  readonly #source: TokenSource | undefined;
  #held: string | undefined;
  #worthless = false;

  /** Without a source only the server can renew the token held. */
  constructor(held: string | undefined, source?: TokenSource) {
    super();
    this.#held = held;
    this.#source = source;
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

  /** The token ends soon and the server cannot renew it: `present` hands it the new one. */
  async handleExpiring(expiresAt: Date, present: (token: string) => Promise<void>): Promise<void> {
    this.emit("expiring", { expiresAt });
    try {
      await present(await this.renew());
    } catch (fault) {
      this.emit("error", { error: asConfabError(fault, "token_unavailable") });
    }
  }
}
