import { ConfabError } from "../errors.js";
import type { ClientMessage, ServerMessage } from "../protocol/messages.js";

/** Size of a text on the wire. */
export function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A frame as text. Throws `payload_too_large` before the server would close over it. */
export function encode(message: ClientMessage, maxBytes: number): string {
  const text = JSON.stringify(message);
  if (utf8Bytes(text) > maxBytes) {
    throw new ConfabError("payload_too_large", { about: message.type });
  }
  return text;
}

/** A frame from text, or undefined for what is no frame of ours. */
export function decode(text: string): ServerMessage | undefined {
  try {
    const frame: ServerMessage | null = JSON.parse(text);
    return frame?.type ? frame : undefined;
  } catch {
    return undefined;
  }
}

const secrets = ["token", "ticket", "credential"];

/** A copy of a frame that can be shown: tokens, tickets and TURN passwords replaced. */
export function mask<T extends object>(frame: T): T {
  const masked = (field: string, value: unknown) => (secrets.includes(field) ? "•••" : value);
  return JSON.parse(JSON.stringify(frame, masked));
}
