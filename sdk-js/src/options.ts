import type { FrameRecord } from "./connection/connection.js";

/** Where the token comes from is exactly one of `token`, `tokenProvider` (both together are fine) or `publishableKey`. */
export interface ConnectOptions {
  /**
   * Address of the Confab server, for example `https://calls.example.com`.
   * Default: where the script was loaded from if a Confab server served it, else the page's origin.
   */
  server?: string;
  /** A token for this identity. Renewed over the connection when the server minted it. */
  token?: string;
  /** Called for a fresh token: at the start without `token`, before each expiry, after a refusal as expired. */
  tokenProvider?: () => Promise<string>;
  /** For pages without a backend: the SDK fetches a guest token with it. Needs `room`. */
  publishableKey?: string;
  /** With `publishableKey`: the room, or rooms, the guest token is for. */
  room?: string | readonly string[];
  /** Display name of a guest, and of a participant whose token names none. */
  name?: string;
  /**
   * With `publishableKey`: an earlier guest token whose identity to keep. By default the SDK keeps
   * the identity over a reload of the same tab; a duplicated tab is its own participant.
   */
  identityHint?: string;
  /** Ends the attempt to connect. Has no effect once connected. */
  signal?: AbortSignal;
  /** Come back by itself after a loss. Default `true`. */
  autoReconnect?: boolean;
  /** Sees every frame from the first on, tokens masked. `on("frame")` sees those after connect. */
  onFrame?: (record: FrameRecord) => void;
}

export interface JoinOptions {
  signal?: AbortSignal;
  /** Display name, used only when the token has none. Default: `name` of `connect`. */
  name?: string;
}
