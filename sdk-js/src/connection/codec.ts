import { ConfabError } from "../errors.js";
import type { ClientMessage, ServerMessage } from "../protocol/messages.js";

/** Size of a text on the wire. */
export function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A frame as text. Throws `payload_too_large` before the server would close over it. */
export function encode(message: ClientMessage, maxBytes: number): string {
  const text = JSON.stringify(message);
  // Three bytes per UTF-16 unit at most: only long texts need counting.
  if (text.length * 3 > maxBytes && utf8Bytes(text) > maxBytes) {
    throw new ConfabError("payload_too_large", {
      message: `The ${message.type} frame is larger than ${maxBytes} bytes.`,
    });
  }
  return text;
}

/** A frame from text, or undefined for what is no frame of ours. */
export function decode(text: string): ServerMessage | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    const isFrame = typeof frame === "object" && frame !== null && "type" in frame;
    return isFrame ? (frame as ServerMessage) : undefined;
  } catch {
    return undefined;
  }
}

const secret = new Set(["token", "ticket", "credential", "previousToken"]);

/** A copy of a frame that can be shown: tokens, tickets and TURN passwords replaced. */
export function mask<T>(value: T, field = ""): T {
  if (typeof value === "string") return (secret.has(field) ? "•••" : value) as T;
  if (Array.isArray(value)) return value.map((item) => mask(item)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, mask(item, name)]),
  ) as T;
}
