import { ConfabError } from "../errors.js";
import type { Client, ClientMessage, Server } from "../protocol/messages.js";
import { abortable } from "./abort.js";

/** Without a field, for each type of a union on its own. An optional one may be undefined: JSON leaves it out. */
type Without<M, Field extends string> = M extends unknown
  ? {
      [K in keyof M as K extends Field ? never : K]: object extends Pick<M, K>
        ? M[K] | undefined
        : M[K];
    }
  : never;

/** A frame that is answered, before it has its `id`. */
export type RequestBody = Without<Exclude<ClientMessage, Client.Reserved>, "id">;

/** One of a room, before it has the `room`. */
export type RoomRequest = Without<Extract<RequestBody, { room: string }>, "room">;

/** A room's frame that needs no answer, before it has the `room`. */
export type RoomNotice = Without<
  Client.Signal | Client.Data | Client.ChatRead | Client.ChatTyping,
  "room"
>;

export interface RequestOptions {
  signal?: AbortSignal | undefined;
}

interface Pending {
  resolve(data: Server.Ok["data"]): void;
  reject(error: ConfabError): void;
}

const TIMEOUT_MS = 15_000;

/** Gives requests their ids and each the answer with its id: exactly one, or a timeout, or the loss of the connection. */
export class Requests {
  readonly #pending = new Map<string, Pending>();
  #count = 0;

  /** Sends `body` through `send`, with a new id. */
  open(
    body: RequestBody,
    send: (message: ClientMessage) => void,
    options: RequestOptions = {},
  ): Promise<Server.Ok["data"]> {
    this.#count += 1;
    const id = String(this.#count);
    const answer = new Promise<Server.Ok["data"]>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      send({ ...body, id } as ClientMessage);
    });
    const timer = setTimeout(() => {
      this.#pending.get(id)?.reject(new ConfabError("timeout"));
    }, TIMEOUT_MS);
    return abortable(answer, options.signal).finally(() => {
      clearTimeout(timer);
      this.#pending.delete(id);
    });
  }

  handleOk(ok: Server.Ok): void {
    this.#pending.get(ok.id)?.resolve(ok.data);
  }

  /** Whether the error answered a request. */
  handleError(frame: Server.Error): boolean {
    const pending = frame.id === undefined ? undefined : this.#pending.get(frame.id);
    pending?.reject(errorFrom(frame));
    return pending !== undefined;
  }

  failAll(error: ConfabError): void {
    for (const pending of this.#pending.values()) pending.reject(error);
  }
}

/** What the server said, as an error of ours. */
export function errorFrom(frame: Server.Error): ConfabError {
  return new ConfabError(frame.code, frame);
}
