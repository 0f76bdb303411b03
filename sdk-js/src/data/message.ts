import { utf8Bytes } from "../connection/codec.js";
import { ConfabError } from "../errors.js";
import type { Json, JsonObject } from "../protocol/messages.js";

/** Anything JSON can hold; a string stays a string, binary stays binary. */
export type DataPayload = string | ArrayBuffer | Uint8Array | object;

/** One message in both its shapes: on a data channel, and in the payload of a `data` frame. */
export interface Encoded {
  /** Texts carry their kind in the first character. */
  direct: string | ArrayBuffer;
  relayed(): JsonObject;
  bytes: number;
}

/** Largest message that fits a `data` frame beside everything else in it, base64 included. */
export const RELAY_BYTES = 45_000;

const TEXT = "s";
const JSON_VALUE = "j";
const BINARY = "b";

export function encodeData(data: DataPayload): Encoded {
  if (data instanceof ArrayBuffer) return binary(data);
  if (ArrayBuffer.isView(data)) {
    return binary(
      data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer,
    );
  }
  const kind = typeof data === "string" ? TEXT : JSON_VALUE;
  const text: string | undefined = typeof data === "string" ? data : JSON.stringify(data);
  if (text === undefined)
    throw new ConfabError("invalid_options", { message: "This value cannot be sent." });
  return { direct: kind + text, relayed: () => ({ kind, text }), bytes: utf8Bytes(text) + 1 };
}

export function decodeDirect(message: unknown): unknown {
  if (typeof message !== "string") return message;
  return message[0] === JSON_VALUE ? JSON.parse(message.slice(1)) : message.slice(1);
}

/** The data of a relayed message; undefined for what no SDK of ours sent. */
export function decodeRelayed(payload: Json): unknown {
  const { kind, text } = (payload ?? {}) as { kind?: string; text?: unknown };
  if (typeof text !== "string") return undefined;
  if (kind === BINARY) return Uint8Array.from(atob(text), (char) => char.charCodeAt(0)).buffer;
  return kind === JSON_VALUE ? JSON.parse(text) : text;
}

function binary(data: ArrayBuffer): Encoded {
  const relayed = () => {
    let text = "";
    for (const byte of new Uint8Array(data)) text += String.fromCharCode(byte);
    return { kind: BINARY, text: btoa(text) };
  };
  return { direct: data, relayed, bytes: data.byteLength };
}
