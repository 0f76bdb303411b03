/** Faults that the SDK itself finds. Faults the server finds carry the server's code. */
export type ClientErrorCode =
  | "aborted"
  | "closed"
  | "connection_lost"
  | "device_busy"
  | "device_missing"
  | "insecure_page"
  | "invalid_options"
  | "payload_too_large"
  | "peer_unreachable"
  | "permission_denied"
  | "server_unreachable"
  | "timeout"
  | "token_expired"
  | "token_not_renewable"
  | "token_refused"
  | "token_unavailable"
  | "turn_unreachable"
  | "unsupported_browser";

type Row = readonly [message: string, hint: string, retryable?: boolean];

const rows: Record<ClientErrorCode, Row> = {
  aborted: ["The operation was aborted.", "The AbortSignal that the page passed was triggered."],
  closed: ["This connection is closed.", "Call connect() again."],
  connection_lost: [
    "The connection to the server was lost.",
    "The SDK reconnects by itself; try again when the state is connected.",
    true,
  ],
  device_busy: [
    "The camera or microphone is in use by another program.",
    "Close the other program or tab that uses it, or choose another device.",
    true,
  ],
  device_missing: [
    "No matching camera or microphone was found.",
    "Plug one in, choose another device, or join without it.",
  ],
  insecure_page: [
    "Browsers allow the camera and microphone on secure pages only.",
    "Serve the page over https or from localhost. A local server does it with ./run --tls.",
  ],
  invalid_options: ["These options cannot be used.", "See the options in the documentation."],
  payload_too_large: ["The message is too large.", "Send it in smaller parts."],
  peer_unreachable: [
    "No network path to this participant was found.",
    "A TURN server helps where a firewall blocks direct paths: configure one on the server.",
    true,
  ],
  permission_denied: [
    "The browser or the user refused access.",
    "Allow it in the browser's site settings (the icon beside the address) and try again.",
  ],
  server_unreachable: [
    "The server does not answer.",
    "Check the server address, that it runs, and that no proxy or firewall blocks it.",
    true,
  ],
  timeout: ["The server did not answer in time.", "Try again.", true],
  token_expired: [
    "The token has expired and nothing can renew it.",
    "Pass tokenProvider to connect(): it is called for a fresh token before each expiry.",
  ],
  token_not_renewable: [
    "Nothing can renew this token.",
    "Pass tokenProvider to connect(), or the connection ends with the token.",
  ],
  token_refused: ["The token was refused.", "POST /v1/tokens/inspect names what is wrong with it."],
  token_unavailable: [
    "No fresh token could be fetched.",
    "tokenProvider rejected: see the error's cause.",
    true,
  ],
  turn_unreachable: [
    "The TURN server does not answer.",
    "Check that its address and port can be reached from this network.",
    true,
  ],
  unsupported_browser: [
    "This browser cannot make calls.",
    "Use a current Chrome, Edge, Firefox or Safari. Chat works without it.",
  ],
};

/** @internal Each has a page of its own in the documentation. */
export const clientErrorCodes = Object.keys(rows);

export interface ErrorDetails {
  message?: string | undefined;
  hint?: string | undefined;
  /** Address of the page about this code; relative to the server unless absolute. */
  docs?: string | undefined;
  retryable?: boolean | undefined;
  /** How long to wait before a retry, where the server said so. */
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

/** Every failure of this SDK: `code` for programs, `message` and `hint` for people. */
export class ConfabError extends Error {
  override readonly name = "ConfabError";
  /** Stable code: a {@link ClientErrorCode} or a code of the server (docs/codes.md). */
  readonly code: string;
  /** What to do about it, in one sentence. */
  readonly hint: string;
  /** Address of the page that explains the code. */
  readonly docs: string;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** How long to wait before a retry, where the server said so. */
  readonly retryAfterMs: number | undefined;

  constructor(code: ClientErrorCode | (string & {}), details: ErrorDetails = {}) {
    const row: Row | undefined = rows[code as ClientErrorCode];
    super(details.message ?? row?.[0] ?? code, { cause: details.cause });
    this.code = code;
    this.hint = details.hint ?? row?.[1] ?? "";
    this.docs = details.docs ?? `/docs/errors/${code}`;
    this.retryable = details.retryable ?? row?.[2] ?? false;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** Any thrown value as a ConfabError; one that already is passes through. */
export function asConfabError(fault: unknown, code: ClientErrorCode): ConfabError {
  return fault instanceof ConfabError ? fault : new ConfabError(code, { cause: fault });
}
