import { utf8Bytes } from "../connection/codec.js";
import { ConfabError } from "../errors.js";
import type { Json, JsonObject } from "../protocol/messages.js";

/** Anything JSON can hold; a string stays a string, binary stays binary. */
export type DataPayload = string | ArrayBuffer | Uint8Array | object;

/** One message in both its shapes: on a data channel, and in the payload of a `data` frame. */
export interface Encoded {
  direct: string | ArrayBuffer;
  relayed: () => JsonObject;
  bytes: number;
}

/** Largest message that fits a `data` frame beside everything else in it, base64 included. */
export const RELAY_BYTES = 45_000;

export function encodeData(data: DataPayload): Encoded {
  const binary = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
  if (binary instanceof Uint8Array) {
    // A copy: the page may go on writing into its own.
    const direct = binary.slice().buffer;
    return { direct, relayed: () => ({ base64: toBase64(binary) }), bytes: binary.length };
  }
  const value = data as Json;
  const direct = JSON.stringify({ value });
  if (direct === "{}") throw new ConfabError("invalid_options", { about: "data" });
  return { direct, relayed: () => ({ value }), bytes: utf8Bytes(direct) };
}

export function decodeDirect(message: string | ArrayBuffer): unknown {
  return typeof message === "string" ? decodeRelayed(JSON.parse(message)) : message;
}

/** The data of a relayed message. A payload that no SDK of ours made, such as a program's own, is the data itself. */
export function decodeRelayed(payload: Json): unknown {
  const { value, base64 } = (payload ?? {}) as { value?: Json; base64?: string };
  if (value !== undefined) return value;
  if (base64 === undefined) return payload;
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)).buffer;
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
