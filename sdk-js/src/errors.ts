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
  | "token_unavailable"
  | "turn_unreachable"
  | "unsupported_browser";

type Row = readonly [message: string, hint: string, retryable?: boolean];

const rows: Record<ClientErrorCode, Row> = {
  aborted: ["Aborted.", ""],
  closed: ["The connection is closed.", "Call connect() again."],
  connection_lost: ["The connection is lost.", "Try again when it is back.", true],
  device_busy: ["The device is in use.", "Close what uses it.", true],
  device_missing: ["No such device.", "Choose another, or join without it."],
  insecure_page: ["The page is not secure.", "Use https (./run --tls) or localhost."],
  invalid_options: ["Invalid options.", ""],
  payload_too_large: ["Too large.", "Send it in parts."],
  peer_unreachable: ["No network path found.", "Firewalls need a TURN server.", true],
  permission_denied: [
    "Access was refused.",
    'Allow it for this site; a frame needs allow="camera; microphone; display-capture".',
  ],
  server_unreachable: ["No answer from the server.", "Check its address and the network.", true],
  timeout: ["No answer in time.", "Try again.", true],
  token_expired: ["The token has expired.", "Pass tokenProvider to connect()."],
  token_not_renewable: ["Nothing renews this token: pass tokenProvider to connect().", ""],
  token_unavailable: ["No fresh token.", "tokenProvider failed: see cause.", true],
  turn_unreachable: ["No TURN server answers.", "Check its address and port.", true],
  unsupported_browser: ["This browser cannot make calls.", "Use a current one."],
};

/** @internal Each has a page of its own in the documentation. */
export const clientErrorCodes = Object.keys(rows);

export interface ErrorDetails {
  message?: string | undefined;
  /** What the code's own message is about: goes before it. */
  about?: string;
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
    const { about, cause } = details;
    super(details.message ?? (about ? `${about}: ` : "") + (row?.[0] ?? code), { cause });
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
