import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
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

const offers = (end: Pair["a"]) =>
  end.sent.filter(
    ({ kind, ...signal }) =>
      kind === "description" && "description" in signal && signal.description.type === "offer",
  );

describe("meeting", () => {
  test("the newcomer offers, the other waits for it and answers", async () => {
    pair.meet();
    await pair.settle();

    expect(offers(pair.b)).toHaveLength(1);
    expect(offers(pair.a)).toHaveLength(0);
    expect(pair.a.states).toEqual(["connecting", "connected"]);
    expect(pair.b.states).toEqual(["connecting", "connected"]);
  });

  test("one round trip carries the media of both", async () => {
    await pair.a.publish("audio", "of a");
    await pair.b.publish("audio", "of b");

    pair.meet();
    await pair.settle();

    expect(pair.b.receives).toEqual(["of a"]);
    expect(pair.a.receives).toEqual(["of b"]);
    expect(offers(pair.a).length + offers(pair.b).length).toBe(1);
  });

  test("a signal that overtakes presence is taken", async () => {
    pair.b.peers.handleMember("par_a", 1, true);
    await pair.settle();

    expect(pair.a.states).toEqual(["connecting", "connected"]);
  });

  test("who waits in vain for the offer makes it", async () => {
    pair.passes = (_payload, from) => from === pair.a;
    pair.meet();
    await pair.settle(5_000);
    pair.passes = () => true;

    await pair.settle(15_000);

    expect(pair.a.state).toBe("connected");
    expect(pair.b.state).toBe("connected");
  });

  test("candidates go in batches, not one by one", async () => {
    pair.meet();
    await pair.settle(49);
    expect(pair.b.sent.filter(({ kind }) => kind === "candidates")).toHaveLength(0);

    await pair.settle(2);

    expect(pair.b.sent.filter(({ kind }) => kind === "candidates")).toHaveLength(1);
  });

  test("without WebRTC nothing is made", () => {
    vi.stubGlobal("RTCPeerConnection", undefined);

    pair.a.peers.handleMember("par_b", 1, true);

    expect(pair.a.peers.connection("par_b")).toBeUndefined();
  });
});

describe("glare", () => {
  test("both offering at once end connected, the polite one gave way", async () => {
    pair.a.peers.handleMember("par_b", 1, true);
    pair.b.peers.handleMember("par_a", 1, true);
    await pair.settle();

    expect(pair.live.map(({ connectionState }) => connectionState)).toEqual([
      "connected",
      "connected",
    ]);
    expect(pair.live.map(({ rollbacks }) => rollbacks)).toEqual([1, 0]);
  });

  test("both publishing at once, twenty times, deliver every track", async () => {
    const { a, b } = pair;
    pair.meet();
    await pair.settle();

    for (let round = 0; round < 20; round += 1) {
      const published = [a, b].map((end) => end.publish("video", `round ${round}`));
      await pair.settle();
      expect([a.receives, b.receives]).toEqual([[`round ${round}`], [`round ${round}`]]);
      const [fromA, fromB] = await Promise.all(published);
      await Promise.all([a.media.unpublish(fromA!), b.media.unpublish(fromB!)]);
      await pair.settle();
    }

    expect(pair.live.map(({ signalingState }) => signalingState)).toEqual(["stable", "stable"]);
    expect(pair.live.map(({ connectionState }) => connectionState)).toEqual([
      "connected",
      "connected",
    ]);
  });

  test.each([0, 1, 4, 6, 11, 30])(
    "a track published %i ms after another was withdrawn arrives",
    async (ms) => {
      const { a, b } = pair;
      pair.meet();
      await pair.settle();

      for (let round = 0; round < 5; round += 1) {
        const [fromA] = await Promise.all([
          a.publish("video", `a${round}`),
          b.publish("video", `b${round}`),
        ]);
        await pair.settle(ms);
        await a.media.unpublish(fromA);
        const next = await a.publish("video", `a${round} again`);
        await pair.settle();
        expect(b.receives).toEqual([`a${round} again`]);
        await a.media.unpublish(next);
        await b.media.unpublish(b.media.tracks.get(`b${round}`)!);
        await pair.settle(ms);
      }
    },
  );

  test("publishing one track after the other needs one negotiation each", async () => {
    pair.meet();
    await pair.settle();
    const before = offers(pair.a).length;

    for (let round = 0; round < 10; round += 1) {
      const track = await pair.a.publish("video", `screen${round}`);
      await pair.settle();
      await pair.a.media.unpublish(track);
      await pair.settle();
    }

    expect(offers(pair.a).length - before).toBe(20);
    expect(pair.live[0]?.transceivers).toHaveLength(1);
  });
});

describe("starting over", () => {
  test("a reloaded page's offer replaces the old connection", async () => {
    pair.meet();
    await pair.settle();
    pair.b.peers.handleGone("par_a");

    pair.b.incarnation = 2;
    pair.a.peers.handleMember("par_b", 2, true);
    pair.b.peers.handleMember("par_a", 1, true);
    await pair.settle();

    expect(pair.network.all).toHaveLength(4);
    expect(pair.live.map(({ connectionState }) => connectionState)).toEqual([
      "connected",
      "connected",
    ]);
  });

  test("an offer for a connection that is gone is answered by a request to start anew", async () => {
    pair.meet();
    await pair.settle();
    pair.a.peers.handleGone("par_b");
    pair.a.peers.handleMember("par_b", 1, false);

    await pair.b.publish("audio");
    await pair.settle();

    expect(pair.a.sent.at(-1)?.kind).not.toBe("restart");
    expect(pair.a.sent.some(({ kind }) => kind === "restart")).toBe(true);
    expect(pair.a.receives).toHaveLength(1);
    expect(pair.live.map(({ connectionState }) => connectionState)).toEqual([
      "connected",
      "connected",
    ]);
  });

  test("what is no signal of ours is ignored", async () => {
    for (const payload of [{}, { kind: "x" }, { kind: "description" }, { kind: "candidates" }]) {
      pair.a.peers.handleSignal("par_b", 1, payload as never);
    }
    pair.meet();
    await pair.settle();

    pair.a.peers.handleSignal("par_b", 1, {
      kind: "description",
      description: { type: "offer", sdp: "no sdp" },
    });
    await pair.b.publish("audio");
    await pair.settle();

    expect(pair.a.receives).toHaveLength(1);
  });
});

test("data channels open on each new connection", async () => {
  pair.a.labels.push("cursor");

  pair.meet();
  await pair.settle();

  expect(pair.b.channels).toEqual(["cursor"]);
});

test("fresh ICE servers reach every connection", async () => {
  pair.meet();

  pair.a.peers.handleIceServers([{ urls: "turn:new" }]);

  expect(pair.live[0]?.configuration.iceServers).toEqual([{ urls: "turn:new" }]);
});
