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

/** First character of a text on a data channel. */
const TEXT = "s";
const JSON_TEXT = "j";

export function encodeData(data: DataPayload): Encoded {
  if (data instanceof ArrayBuffer) return binary(data);
  if (ArrayBuffer.isView(data)) {
    const { buffer, byteOffset, byteLength } = data;
    return binary(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
  }
  if (typeof data === "string") return text(TEXT, "text", data);
  const json: string | undefined = JSON.stringify(data);
  if (json === undefined) {
    throw new ConfabError("invalid_options", { message: "This value cannot be sent." });
  }
  return text(JSON_TEXT, "json", json);
}

export function decodeDirect(message: unknown): unknown {
  if (typeof message !== "string") return message;
  return message[0] === JSON_TEXT ? JSON.parse(message.slice(1)) : message.slice(1);
}

/** The data of a relayed message. A payload that no SDK of ours made, such as a program's own, is the data itself. */
export function decodeRelayed(payload: Json): unknown {
  const { encoding, data } = (payload ?? {}) as { encoding?: string; data?: string };
  switch (data === undefined ? undefined : encoding) {
    case "text":
      return data;
    case "json":
      return JSON.parse(String(data));
    case "base64":
      return Uint8Array.from(atob(String(data)), (char) => char.charCodeAt(0)).buffer;
    default:
      return payload;
  }
}

function text(mark: string, encoding: string, data: string): Encoded {
  return { direct: mark + data, relayed: () => ({ encoding, data }), bytes: utf8Bytes(data) + 1 };
}

function binary(direct: ArrayBuffer): Encoded {
  const relayed = () => {
    let bytes = "";
    for (const byte of new Uint8Array(direct)) bytes += String.fromCharCode(byte);
    return { encoding: "base64", data: btoa(bytes) };
  };
  return { direct, relayed, bytes: direct.byteLength };
}
