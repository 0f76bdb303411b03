import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect } from "../src/confab.js";
import { version } from "../src/version.js";
import { FakeServer } from "./fakes/fake-server.js";

let server: FakeServer;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer().install();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const address = { server: "https://calls.example.com/" };

describe("the first connect", () => {
  test("says hello with the token and takes what the server welcomes us with", async () => {
    const confab = await connect({ ...address, token: "t1" });

    expect(server.socket.url).toBe("wss://calls.example.com/v1/connect");
    expect(server.received).toEqual([
      { type: "hello", id: "1", token: "t1", sdk: `confab-js/${version}`, lastSignal: 0 },
    ]);
    expect(confab.identity).toBe("me");
    expect(confab.state).toBe("connected");
    expect(confab.iceServers).toEqual([{ urls: ["turn:first"] }]);
  });

  test("asks tokenProvider when there is no token", async () => {
    await connect({ ...address, tokenProvider: async () => "fetched" });

    expect(server.of("hello")[0]?.token).toBe("fetched");
  });

  test.each([
    ["token_refused", 4501],
    ["origin_refused", 4502],
    ["version_unsupported", 4506],
  ])("rejects with %s and the server's sentence", async (code, close) => {
    server.on("hello", (frame, socket) => {
      server.refuse(frame, code, { message: "the sentence", hint: "the hint" });
      queueMicrotask(() => socket.drop(close));
    });

    const connecting = connect({ ...address, token: "t1" });

    await expect(connecting).rejects.toMatchObject({
      name: "ConfabError",
      code,
      message: "the sentence",
      hint: "the hint",
      retryable: false,
    });
    expect(server.sockets).toHaveLength(1);
  });

  test("takes the sentence of an error frame that answers nothing and comes before a close", async () => {
    server.on("hello", (_frame, socket) => {
      server.refuse({}, "origin_refused", { message: "https://x is not listed" });
      queueMicrotask(() => socket.drop(4502));
    });

    await expect(connect({ ...address, token: "t1" })).rejects.toMatchObject({
      code: "origin_refused",
      message: "https://x is not listed",
    });
  });

  test("rejects at once with server_unreachable when nobody answers", async () => {
    server.up = false;

    await expect(connect({ ...address, token: "t1" })).rejects.toMatchObject({
      code: "server_unreachable",
      retryable: true,
    });
  });

  test("rejects with server_unreachable when a server accepts and stays silent", async () => {
    server.on("hello", () => {});
    const refused = expect(connect({ ...address, token: "t1" })).rejects.toMatchObject({
      code: "server_unreachable",
    });

    await vi.advanceTimersByTimeAsync(16_000);

    await refused;
  });

  test("waits as long as an overloaded server asks for", async () => {
    let tries = 0;
    server.on("hello", (frame, socket) => {
      tries += 1;
      if (tries > 1) server.off("hello");
      if (tries > 1) return server.handle(frame, socket);
      server.refuse({}, "try_later", { retryAfterMs: 5_000, retryable: true });
      queueMicrotask(() => socket.drop(1013));
    });
    const connecting = connect({ ...address, token: "t1" });

    await vi.advanceTimersByTimeAsync(4_900);
    expect(tries).toBe(1);
    await vi.advanceTimersByTimeAsync(700);

    await expect(connecting).resolves.toMatchObject({ state: "connected" });
  });

  test("ends with aborted when the signal is triggered", async () => {
    server.on("hello", () => {});
    const abort = new AbortController();
    const connecting = connect({ ...address, token: "t1", signal: abort.signal });

    abort.abort();

    await expect(connecting).rejects.toMatchObject({ code: "aborted" });
    expect(server.socket.closedWith).toBe(1000);
  });

  test.each([
    [{ server: "calls.example.com", token: "t" }],
    [{ ...address }],
    [{ ...address, token: "t", publishableKey: "cfb_pk_x", room: "r" }],
    [{ ...address, publishableKey: "cfb_pk_x" }],
  ])("refuses options that make no sense: %j", async (options) => {
    await expect(connect(options)).rejects.toMatchObject({ code: "invalid_options" });
  });

  test("masks tokens in the frames it shows", async () => {
    const frames: unknown[] = [];

    await connect({ ...address, token: "secret", onFrame: ({ frame }) => frames.push(frame) });

    expect(JSON.stringify(frames)).not.toContain("secret");
    expect(frames).toMatchObject([
      { type: "hello", token: "•••" },
      { type: "welcome", ticket: "•••" },
      { type: "ok" },
    ]);
  });

  test("warns when nothing can renew the token", async () => {
    server.welcome.tokenRenewal = "client";
    const confab = await connect({ ...address, token: "t1" });
    const warnings: string[] = [];
    confab.on("warning", ({ code, message }) => warnings.push(`${code}: ${message}`));

    await vi.advanceTimersByTimeAsync(1);

    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^token_not_renewable: .*tokenProvider/);
  });
});
