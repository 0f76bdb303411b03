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

const address = { server: "https://calls.example.com/" };

describe("a lost connection", () => {
  async function connected(options = {}) {
    const confab = await connect({ ...address, token: "t1", ...options });
    const states: string[] = [];
    confab.on("stateChanged", ({ state, reason }) =>
      states.push(`${state} ${reason ?? ""}`.trim()),
    );
    return { confab, states };
  }

  test("comes back with the ticket and the last signal", async () => {
    const { confab, states } = await connected();
    await confab.join("standup");
    server.event("room.started", {});
    await vi.advanceTimersByTimeAsync(1);

    server.socket.drop(1006);
    await vi.advanceTimersByTimeAsync(600);

    expect(states).toEqual(["reconnecting connection_lost", "connected"]);
    expect(server.of("hello")[1]).toMatchObject({
      token: "t1",
      ticket: "ticket-1",
      lastSignal: 0,
    });
  });

  test("counts signals anew in a new session, and on in the old one", async () => {
    const { confab } = await connected();
    await confab.join("standup");
    const seen = async (n: number) => {
      server.push({
        type: "signal",
        room: "rm_1",
        from: "par_bob",
        incarnation: 1,
        n,
        payload: {},
      });
      await vi.advanceTimersByTimeAsync(1);
      server.socket.drop(1006);
      await vi.advanceTimersByTimeAsync(600);
    };

    server.welcome = { resumed: true };
    await seen(3);
    server.welcome = { resumed: false };
    await seen(4);
    server.socket.drop(1006);
    await vi.advanceTimersByTimeAsync(600);

    expect(server.of("hello").map(({ lastSignal }) => lastSignal)).toEqual([0, 3, 4, 0]);
  });

  test.each([1000, 1001, 1012, 1013, 4408, 4429, 1006, 3456])(
    "comes back after %i",
    async (code) => {
      const { confab } = await connected();

      server.socket.drop(code);
      await vi.advanceTimersByTimeAsync(600);

      expect(confab.state).toBe("connected");
      expect(server.sockets).toHaveLength(2);
    },
  );

  test.each([
    [4500, "protocol_error"],
    [4503, "revoked"],
    [4505, "session_replaced"],
    [1009, "frame_too_large"],
  ])("ends for good after %i", async (close, code) => {
    const { confab, states } = await connected();
    const errors: string[] = [];
    confab.on("error", ({ error }) => errors.push(error.code));

    server.refuse({ id: "none of ours" }, code);
    await vi.advanceTimersByTimeAsync(1);
    server.socket.drop(close);
    await vi.advanceTimersByTimeAsync(60_000);

    expect(states).toEqual([`closed ${code}`]);
    expect(errors).toEqual([code]);
    expect(server.sockets).toHaveLength(1);
  });

  test("keeps trying while the server is away, ever more slowly", async () => {
    const { states } = await connected();
    server.up = false;

    server.socket.drop(1006);
    await vi.advanceTimersByTimeAsync(120_000);
    const tries = server.sockets.length;
    server.up = true;
    await vi.advanceTimersByTimeAsync(30_000);

    expect(tries).toBeGreaterThan(4);
    expect(tries).toBeLessThan(40);
    expect(states).toContain("connected");
  });

  test("ends at once without autoReconnect", async () => {
    const { confab } = await connected({ autoReconnect: false });

    server.socket.drop(1006);

    expect(confab.state).toBe("closed");
  });

  test("notices a socket that is open and dead by its silence", async () => {
    const { confab } = await connected();

    await vi.advanceTimersByTimeAsync(27_000);

    expect(server.sockets[0]?.closedWith).toBe(3000);
    expect(server.sockets).toHaveLength(2);
    expect(confab.state).toBe("connected");
  });

  test("a network that comes back makes it ask at once whether the socket still lives", async () => {
    const target = new EventTarget();
    vi.stubGlobal("addEventListener", target.addEventListener.bind(target));
    const { confab } = await connected();

    target.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(7_000);
    expect(server.sockets).toHaveLength(1);
    server.on("ice.refresh", () => {});
    target.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(7_000);

    expect(server.sockets).toHaveLength(2);
    expect(confab.state).toBe("connected");
  });

  test("stays with a server that sends heartbeats", async () => {
    await connected();
    for (let second = 0; second < 60; second += 10) {
      server.push({ type: "heartbeat", time: "", heads: {} });
      await vi.advanceTimersByTimeAsync(10_000);
    }

    expect(server.sockets).toHaveLength(1);
  });

  test("moves on when the node drains, at the time it was given", async () => {
    const { confab } = await connected();

    server.push({ type: "drain", reconnectInMs: 3_000 });
    await vi.advanceTimersByTimeAsync(2_900);
    expect(server.sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);

    expect(server.sockets).toHaveLength(2);
    expect(confab.state).toBe("connected");
  });

  test("close() leaves for good", async () => {
    const { confab, states } = await connected();

    await confab.close();
    await vi.advanceTimersByTimeAsync(60_000);

    expect(server.socket.closedWith).toBe(1000);
    expect(states).toEqual(["closed closed"]);
    await expect(confab.join("standup")).rejects.toMatchObject({ code: "closed" });
  });
});
