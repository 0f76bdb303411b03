import { Backoff } from "./connection/backoff.js";
import { Pause } from "./connection/pause.js";
import type { RequestBody } from "./connection/request.js";
import { ConfabError } from "./errors.js";
import type { Client } from "./protocol/messages.js";

/**
 * Enters a room again after a reconnect. Tries on while the server says "later"; ends quietly when the
 * connection is lost again (the next reconnect rejoins); rejects when the room is closed to us.
 */
export async function rejoin(
  request: (body: RequestBody) => Promise<unknown>,
  join: () => Omit<Client.Join, "type" | "id">,
  away: () => boolean,
): Promise<void> {
  const backoff = new Backoff();
  while (away()) {
    try {
      await request({ type: "join", ...join() });
      return;
    } catch (fault) {
      if (!(fault instanceof ConfabError && fault.retryable)) throw fault;
      if (fault.code === "connection_lost") return;
      await new Pause().wait(backoff.next(fault.retryAfterMs));
    }
  }
}
