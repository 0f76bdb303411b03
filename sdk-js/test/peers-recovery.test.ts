import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { SignalPayload } from "../src/peers/signal.js";
import { Pair } from "./fakes/pair.js";

let pair: Pair;

beforeEach(() => {
  vi.useFakeTimers();
  pair = new Pair();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a lost path", () => {
  beforeEach(async () => {
    pair.meet();
    await pair.settle();
  });

  test("is found again by an ICE restart with fresh servers", async () => {
    pair.network.cut();
    pair.network.heal();

    await pair.settle(20_000);

    expect(pair.a.states.slice(2)).toEqual(["reconnecting", "connected"]);
    expect(pair.a.refreshes + pair.b.refreshes).toBeGreaterThan(0);
    expect(pair.network.all).toHaveLength(2);
  });

  test("that comes back by itself restarts nothing", async () => {
    const [first] = pair.live;
    const before = pair.a.sent.length + pair.b.sent.length;
    if (first) first.connectionState = "disconnected";
    first?.onconnectionstatechange?.();
    await pair.settle(1_000);
    if (first) first.connectionState = "connected";
    first?.onconnectionstatechange?.();

    await pair.settle(10_000);

    expect(pair.a.sent.length + pair.b.sent.length).toBe(before);
    expect(pair.a.states).toEqual(["connecting", "connected"]);
  });

  test("that stays lost becomes failed, says why, and is tried on", async () => {
    pair.network.cut();

    await pair.settle(60_000);
    expect(pair.a.states.slice(2)).toEqual(["reconnecting", "failed"]);
    expect(pair.a.errors[0]).toMatch(/^turn_unreachable: .*turn:turn.example.com: no answer/);
    pair.network.heal();
    await pair.settle(60_000);

    expect(pair.a.states.slice(2)).toEqual(["reconnecting", "failed", "connected"]);
    expect(pair.b.state).toBe("connected");
  });

  test("is not searched while there is no signaling, but right after", async () => {
    pair.network.cut();
    pair.network.heal();
    const before = pair.a.sent.length + pair.b.sent.length;
    pair.a.peers.handleOffline();
    pair.b.peers.handleOffline();
    await pair.settle(60_000);
    expect(pair.a.sent.length + pair.b.sent.length).toBe(before);
    expect(pair.a.state).toBe("reconnecting");

    pair.a.peers.handleOnline();
    pair.b.peers.handleOnline();
    await pair.settle();

    expect(pair.a.state).toBe("connected");
  });
});

describe("a lost signaling", () => {
  test("touches no connection that works", async () => {
    pair.meet();
    await pair.settle();
    const before = pair.a.sent.length + pair.b.sent.length;

    pair.a.peers.handleOffline();
    pair.a.peers.handleOnline();
    await pair.settle(5_000);

    expect(pair.a.sent.length + pair.b.sent.length).toBe(before);
    expect(pair.network.all).toHaveLength(2);
  });

  test.each(["offer", "answer"])("an %s lost on the way is made good", async (type) => {
    pair.meet();
    await pair.settle();
    pair.passes = (payload) =>
      !(payload.kind === "description" && payload.description.type === type);
    await pair.a.publish("audio");
    await pair.settle();
    pair.passes = () => true;

    pair.a.peers.handleUndelivered("par_b");
    pair.a.peers.handleOffline();
    pair.a.peers.handleOnline();
    await pair.settle();

    expect(pair.b.receives).toEqual(["audio"]);
    expect(pair.live.map(({ signalingState }) => signalingState)).toEqual(["stable", "stable"]);
  });

  test.each(["offer", "answer"])(
    "an %s that got lost unnoticed is made good in time",
    async (type) => {
      pair.meet();
      await pair.settle();
      const lost = (payload: SignalPayload) =>
        payload.kind === "description" && payload.description.type === type;
      pair.passes = (payload) => !lost(payload);
      await pair.a.publish("audio", "of a");
      await pair.b.publish("audio", "of b");
      await pair.settle();
      pair.passes = () => true;

      await pair.settle(20_000);

      expect([pair.a.receives, pair.b.receives]).toEqual([["of b"], ["of a"]]);
      expect(pair.live.map(({ signalingState }) => signalingState)).toEqual(["stable", "stable"]);
      expect(pair.a.states).toEqual(["connecting", "connected"]);
    },
  );

  test("a signal the server could not deliver is made good when the other is back", async () => {
    pair.meet();
    await pair.settle();
    pair.passes = () => false;
    await pair.a.publish("audio");
    await pair.settle();
    pair.passes = () => true;
    pair.a.peers.handleUndelivered("par_b");

    pair.a.peers.handleMember("par_b", 1, true);
    await pair.settle();

    expect(pair.b.receives).toEqual(["audio"]);
  });

  test("who comes back under a new incarnation keeps the connection", async () => {
    pair.meet();
    await pair.settle();

    pair.b.incarnation = 2;
    pair.a.peers.handleMember("par_b", 2, true);
    await pair.b.publish("audio");
    await pair.settle();

    expect(pair.network.all).toHaveLength(2);
    expect(pair.a.receives).toHaveLength(1);
  });

  test("a signal of an earlier incarnation is dropped", async () => {
    pair.meet();
    await pair.settle();
    pair.a.peers.handleMember("par_b", 2, true);

    await pair.b.publish("audio");
    await pair.settle();

    expect(pair.a.receives).toHaveLength(0);
  });
});
