import { ConfabError } from "../errors.js";
import { closeCodes, comesBack } from "../protocol/codes.js";

/** Why a socket closed: what the server said before, else the name of the code, else that it is lost. */
export function closeError(
  code: number,
  said: ConfabError | undefined,
  wasConnected: boolean,
): ConfabError {
  const retryable = comesBack(code);
  const name = Object.entries(closeCodes).find(([, row]) => row.code === code)?.[0];
  if (!name) return new ConfabError(wasConnected ? "connection_lost" : "server_unreachable");
  if (said?.code !== name) return new ConfabError(name, { retryable });
  const { message, hint, docs, retryAfterMs } = said;
  return new ConfabError(name, { message, hint, docs, retryAfterMs, retryable });
}

/** Whether to connect again after `error` ended a connection. */
export function mayComeBack(error: ConfabError, renewable: boolean): boolean {
  return error.code === "token_expired" ? renewable : error.retryable;
}

/** Faults found on our side of the network: a first connect reports them at once instead of waiting. */
const here = new Set(["server_unreachable", "timeout", "token_unavailable", "connection_lost"]);

/** Whether a first connect waits: only where the server itself asked for it. */
export function mayTryFirstAgain(error: ConfabError): boolean {
  return error.retryable && !here.has(error.code);
}
