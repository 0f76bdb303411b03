import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Guest } from "../src/guest.js";

let stored: Map<string, string>;
let held: Set<string>;
let asked: Record<string, unknown>[];
let answer: (body: Record<string, unknown>) => Response;
let guests: number;

beforeEach(() => {
  stored = new Map();
  held = new Set();
  asked = [];
  guests = 0;
  answer = ({ previousToken }) => {
    if (!previousToken) guests += 1;
    const identity = previousToken ? String(previousToken).split("/")[1] : `guest-${guests}`;
    return Response.json({ token: `t${asked.length}/${identity}`, identity });
  };
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    expect(url).toBe("https://calls.example.com/v1/guest-tokens");
    const body = JSON.parse(String(init.body));
    asked.push(body);
    return answer(body);
  });
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
  vi.stubGlobal("navigator", { locks: { request: lock } });
});

afterEach(() => vi.unstubAllGlobals());

/** The browser's locks, of all pages together. */
async function lock(name: string, { signal }: { signal: AbortSignal }, hold: () => Promise<void>) {
  while (held.has(name)) {
    if (signal.aborted) throw signal.reason;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  held.add(name);
  await hold();
  held.delete(name);
}

const page = (options = {}) =>
  new Guest({
    server: "https://calls.example.com",
    publishableKey: "cfb_pk_1",
    room: "desk",
    name: "Ann",
    identityHint: undefined,
    ...options,
  });

test("asks with key, room and name", async () => {
  const token = await page().fetch(undefined);

  expect(asked).toEqual([{ publishableKey: "cfb_pk_1", room: "desk", name: "Ann" }]);
  expect(token).toBe("t1/guest-1");
});

test("a reload keeps the identity, with the newest token", async () => {
  const first = page();
  await first.fetch(undefined);
  first.keep("renewed/guest-1");
  first.release();

  const token = await page().fetch(undefined);

  expect(asked[1]).toMatchObject({ previousToken: "renewed/guest-1" });
  expect(token).toBe("t2/guest-1");
});

test("a duplicated tab is its own participant", async () => {
  await page().fetch(undefined);

  const token = await page().fetch(undefined);

  expect(asked[1]).not.toHaveProperty("previousToken");
  expect(token).toBe("t2/guest-2");
});

test("a duplicated tab keeps its own identity over its own reload", async () => {
  await page().fetch(undefined);
  const duplicate = page();
  await duplicate.fetch(undefined);
  duplicate.release();

  const token = await page().fetch(undefined);

  expect(token).toBe("t3/guest-2");
});

test("a renewal presents the token it renews", async () => {
  const guest = page();
  const token = await guest.fetch(undefined);

  await guest.fetch(token);

  expect(asked[1]).toMatchObject({ previousToken: "t1/guest-1" });
  expect(held.size).toBe(1);
});

test("a token too old to keep the identity by gives a new one", async () => {
  stored.set(
    "confab:guest:https://calls.example.com:cfb_pk_1:desk",
    JSON.stringify({ token: "old", identity: "guest-0" }),
  );
  const usual = answer;
  answer = (body) =>
    body.previousToken === "old"
      ? Response.json({ code: "token_refused" }, { status: 401 })
      : usual(body);

  const token = await page().fetch(undefined);

  expect(token).toBe("t2/guest-1");
});

test("without locks, on insecure pages, each load is a new guest", async () => {
  vi.stubGlobal("navigator", {});
  await page().fetch(undefined);
  await page().fetch(undefined);

  expect(asked[1]).not.toHaveProperty("previousToken");
});

test("works where storage is forbidden", async () => {
  vi.stubGlobal("sessionStorage", undefined);

  await expect(page().fetch(undefined)).resolves.toBe("t1/guest-1");
});

test("a refused origin is told in the server's own sentence", async () => {
  answer = () =>
    Response.json(
      {
        type: "/docs/errors/origin_refused",
        code: "origin_refused",
        detail: "https://shop.example is not among the key's origins.",
        hint: "Add it on /start.",
      },
      { status: 403 },
    );

  await expect(page().fetch(undefined)).rejects.toMatchObject({
    code: "origin_refused",
    message: "https://shop.example is not among the key's origins.",
    hint: "Add it on /start.",
    docs: "/docs/errors/origin_refused",
    retryable: false,
  });
});

test("an overloaded server says when to come again", async () => {
  answer = () =>
    Response.json({ code: "unavailable" }, { status: 503, headers: { "Retry-After": "4" } });

  await expect(page().fetch(undefined)).rejects.toMatchObject({
    code: "unavailable",
    retryable: true,
    retryAfterMs: 4_000,
  });
});

test("no network is server_unreachable", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));

  await expect(page().fetch(undefined)).rejects.toMatchObject({ code: "server_unreachable" });
});
