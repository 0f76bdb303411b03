import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect } from "../src/confab.js";
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

const address = { server: "https://calls.example.com" };

describe("tokens", () => {
  test("the server's renewed one is used for the next hello", async () => {
    await connect({ ...address, token: "t1" });
    server.push({ type: "token", token: "t2", expiresAt: "" });
    await vi.advanceTimersByTimeAsync(1);

    server.socket.drop(1006);
    await vi.advanceTimersByTimeAsync(600);

    expect(server.of("hello").map(({ token }) => token)).toEqual(["t1", "t2"]);
  });

  test("tokenExpiring calls tokenProvider and presents the new one", async () => {
    const confab = await connect({ ...address, token: "t1", tokenProvider: async () => "t2" });
    const expiring = vi.fn();
    confab.on("tokenExpiring", expiring);

    server.push({ type: "tokenExpiring", expiresAt: "2030-01-01T00:00:00.000Z" });
    await vi.advanceTimersByTimeAsync(1);

    expect(expiring).toHaveBeenCalledWith({ expiresAt: new Date("2030-01-01T00:00:00.000Z") });
    expect(server.of("token.refresh")).toMatchObject([{ token: "t2" }]);
  });

  test("tokenExpiring without a provider is an error that names it", async () => {
    const confab = await connect({ ...address, token: "t1" });
    const errors: string[] = [];
    confab.on("error", ({ error }) => errors.push(`${error.code} ${error.hint}`));

    server.push({ type: "tokenExpiring", expiresAt: "2030-01-01T00:00:00.000Z" });
    await vi.advanceTimersByTimeAsync(1);

    expect(errors[0]).toMatch(/^token_expired .*tokenProvider/);
  });

  test("an expired one is fetched anew before coming back", async () => {
    let calls = 0;
    const tokenProvider = async () => {
      calls += 1;
      return `fetched-${calls}`;
    };
    const confab = await connect({ ...address, token: "t1", tokenProvider });

    server.socket.drop(4401);
    await vi.advanceTimersByTimeAsync(600);

    expect(confab.state).toBe("connected");
    expect(server.of("hello").map(({ token }) => token)).toEqual(["t1", "fetched-1"]);
  });

  test("an expired one that nothing renews ends the connection and names tokenProvider", async () => {
    const confab = await connect({ ...address, token: "t1" });
    const errors: string[] = [];
    confab.on("error", ({ error }) => errors.push(`${error.code} ${error.hint}`));

    server.socket.drop(4401);
    await vi.advanceTimersByTimeAsync(60_000);

    expect(confab.state).toBe("closed");
    expect(errors[0]).toMatch(/^token_expired .*tokenProvider/);
  });

  test("a provider that fails is asked again while reconnecting", async () => {
    let calls = 0;
    const tokenProvider = async () => {
      calls += 1;
      if (calls < 3) throw new Error("backend down");
      return "t2";
    };
    const confab = await connect({ ...address, token: "t1", tokenProvider });

    server.socket.drop(4401);
    await vi.advanceTimersByTimeAsync(20_000);

    expect(confab.state).toBe("connected");
    expect(calls).toBe(3);
  });

  test("a provider that fails at the start is the page's error, with its cause", async () => {
    const cause = new Error("backend down");
    const connecting = connect({ ...address, tokenProvider: () => Promise.reject(cause) });

    await expect(connecting).rejects.toMatchObject({ code: "token_unavailable", cause });
  });
});

test("ICE servers are renewed before they expire", async () => {
  server.welcome.iceExpiresAt = new Date(Date.now() + 600_000).toISOString();
  const confab = await connect({ ...address, token: "t1" });
  server.on("hello", () => {});

  for (let second = 0; second < 460; second += 10) {
    server.push({ type: "heartbeat", time: "", heads: {} });
    await vi.advanceTimersByTimeAsync(10_000);
  }

  expect(server.of("ice.refresh")).toHaveLength(1);
  expect(confab.iceServers).toEqual([{ urls: ["turn:fresh"] }]);
});
