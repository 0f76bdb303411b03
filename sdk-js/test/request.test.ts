import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Requests } from "../src/connection/request.js";
import { ConfabError } from "../src/errors.js";
import type { ClientMessage } from "../src/protocol/messages.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(signal?: AbortSignal) {
  const requests = new Requests();
  const sent: ClientMessage[] = [];
  const ask = () => requests.open({ type: "ice.refresh" }, (frame) => sent.push(frame), { signal });
  return { requests, sent, ask };
}

test("gives each request the answer with its id, in whatever order they come", async () => {
  const { requests, sent, ask } = open();
  const first = ask();
  const second = ask();
  const page = { events: [], hasMore: false };

  requests.handleOk({ type: "ok", id: String(sent[1]?.id), data: page });
  requests.handleOk({ type: "ok", id: String(sent[0]?.id) });

  expect(await first).toBeUndefined();
  expect(await second).toBe(page);
});

test("rejects with what the server said", async () => {
  const { requests, sent, ask } = open();
  const answer = ask();
  const refusal = {
    type: "error",
    id: String(sent[0]?.id),
    code: "room_full",
    message: "The room is full.",
    retryable: false,
    hint: "Raise maxParticipants.",
    docs: "/docs/errors/room_full",
  } as const;

  const known = requests.handleError(refusal);

  expect(known).toBe(true);
  await expect(answer).rejects.toMatchObject({
    code: "room_full",
    message: "The room is full.",
    hint: "Raise maxParticipants.",
  });
});

test("leaves an error without a request of ours to others", () => {
  const { requests } = open();
  const error = { type: "error", code: "busy", message: "", retryable: true, docs: "" } as const;

  expect(requests.handleError(error)).toBe(false);
  expect(requests.handleError({ ...error, id: "99" })).toBe(false);
});

test("times out", async () => {
  const { ask } = open();
  const answer = ask();
  const failed = expect(answer).rejects.toMatchObject({ code: "timeout", retryable: true });

  await vi.advanceTimersByTimeAsync(15_000);

  await failed;
});

test("rejects at once when aborted, and ignores the late answer", async () => {
  const abort = new AbortController();
  const { requests, sent, ask } = open(abort.signal);
  const answer = ask();

  abort.abort();

  await expect(answer).rejects.toMatchObject({ code: "aborted" });
  requests.handleOk({ type: "ok", id: String(sent[0]?.id) });
});

test("fails everything that waits when the connection is lost", async () => {
  const { requests, ask } = open();
  const answers = [ask(), ask()];

  requests.failAll(new ConfabError("connection_lost"));

  for (const answer of answers) {
    await expect(answer).rejects.toMatchObject({ code: "connection_lost" });
  }
});
