import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect } from "../src/confab.js";
import type { DataChannel } from "../src/data/channel.js";
import { Lane } from "../src/data/lane.js";
import { encodeData } from "../src/data/message.js";
import type { PeerState } from "../src/peers/path.js";
import type { Room } from "../src/room.js";
import { FakeDataChannel } from "./fakes/fake-data-channel.js";
import { FakeServer, participant } from "./fakes/fake-server.js";

beforeEach(() => void vi.useFakeTimers());

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const flush = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

describe("a lane", () => {
  let path: PeerState | undefined;
  let relayed: unknown[];
  let relayDone: (() => void)[];
  let twin: FakeDataChannel | undefined;

  beforeEach(() => {
    path = "connecting";
    relayed = [];
    relayDone = [];
  });

  const lane = (reliable = true) =>
    new Lane({
      reliable,
      path: () => path,
      relay: (message) => {
        relayed.push(message.direct);
        return new Promise((resolve) => relayDone.push(resolve));
      },
    });

  const attach = (to: Lane) => {
    const channel = new FakeDataChannel("x", {});
    to.handleChannel(channel as unknown as RTCDataChannel);
    return channel;
  };

  const open = (channel: FakeDataChannel) => {
    twin = channel.connect([]);
    return flush();
  };

  test("keeps reliable messages until the path is there, in order", async () => {
    const to = lane();
    const channel = attach(to);
    const sending = Promise.all([to.send(encodeData("1")), to.send(encodeData("2"))]);
    await flush(1_000);

    await open(channel);
    await sending;

    expect(channel.sent).toEqual(["s1", "s2"]);
    expect(twin).toBeDefined();
    expect(relayed).toEqual([]);
  });

  test("takes the server when the path takes too long, or failed", async () => {
    const slow = lane();
    void slow.send(encodeData("slow"));
    await flush(3_000);
    path = "failed";
    void lane().send(encodeData("failed"));
    path = undefined;
    void lane().send(encodeData("none"));

    expect(relayed).toEqual(["sslow", "sfailed", "snone"]);
  });

  test("goes back to the direct path only when the server has what went before", async () => {
    path = "failed";
    const to = lane();
    const channel = attach(to);
    void to.send(encodeData("1"));
    path = "connected";
    await open(channel);
    void to.send(encodeData("2"));
    expect(channel.sent).toEqual([]);

    for (const done of relayDone) done();
    await flush();
    void to.send(encodeData("3"));

    expect(relayed).toEqual(["s1", "s2"]);
    expect(channel.sent).toEqual(["s3"]);
  });

  test("waits while the browser's buffer is full", async () => {
    const to = lane();
    const channel = attach(to);
    await open(channel);
    channel.bufferedAmount = 2_000_000;
    const sending = to.send(encodeData("1"));
    await flush();
    expect(channel.sent).toEqual([]);

    channel.bufferedAmount = 0;
    channel.onbufferedamountlow?.();

    await sending;
    expect(channel.sent).toEqual(["s1"]);
  });

  test("drops what is not reliable where there is no path or no room for it", async () => {
    const to = lane(false);
    const channel = attach(to);
    await to.send(encodeData("early"));
    await open(channel);
    await to.send(encodeData("1"));
    channel.bufferedAmount = 100_000;
    await to.send(encodeData("late"));

    expect(channel.sent).toEqual(["s1"]);
    expect(relayed).toEqual([]);
  });

  test("is bounded", async () => {
    const to = lane();
    const sending = Array.from({ length: 1_001 }, () => to.send(encodeData("x")));

    await expect(sending.at(-1)).rejects.toMatchObject({ code: "busy", retryable: true });
    to.close();
    await Promise.all(sending.slice(0, -1));
  });
});

describe("without WebRTC", () => {
  let server: FakeServer;
  let room: Room;
  let channel: DataChannel;

  beforeEach(async () => {
    server = new FakeServer().install();
    server.others.push(participant("par_bob"), participant("par_eve"));
    const confab = await connect({ server: "https://calls.example.com", token: "t1" });
    room = await confab.join("standup");
    channel = room.data.channel("cursor");
  });

  test("one frame carries a message to everybody, or to those named", async () => {
    await channel.send({ x: 1 });
    await channel.send(new Uint8Array([1, 2]), { to: ["par_eve"] });

    expect(server.of("data")).toMatchObject([
      { room: "rm_1", label: "cursor", to: ["par_bob", "par_eve"], id: expect.any(String) },
      { to: ["par_eve"], payload: { encoding: "base64", data: "AQI=" } },
    ]);
  });

  test("a message that is not reliable asks for no answer", async () => {
    await room.data.channel("lossy", { reliable: false }).send("x");

    expect(server.of("data")[0]).not.toHaveProperty("id");
  });

  test.each([["text"], [{ x: [1, null] }], [new Uint8Array([1, 2, 255])]])(
    "%j arrives as it was sent",
    async (data) => {
      const received: unknown[] = [];
      channel.on("message", (message) => received.push(message));
      await channel.send(data);
      const sent = server.of("data")[0];

      server.push({
        type: "data",
        room: "rm_1",
        from: "par_bob",
        label: "cursor",
        payload: sent?.payload ?? null,
      });
      await flush();

      const expected = data instanceof Uint8Array ? data.buffer : data;
      expect(received).toEqual([{ data: expected, from: "par_bob" }]);
    },
  );

  test("what comes before the page opened the label is kept", async () => {
    const push = (text: string) =>
      server.push({
        type: "data",
        room: "rm_1",
        from: "par_bob",
        label: "later",
        payload: { encoding: "text", data: text },
      });
    push("1");
    push("2");
    await flush();
    const received: unknown[] = [];

    room.data.channel("later").on("message", ({ data }) => received.push(data));
    await flush();

    expect(received).toEqual(["1", "2"]);
  });

  test("a payload that no SDK made is the data itself; a broken one is dropped", async () => {
    const received: unknown[] = [];
    channel.on("message", ({ data }) => received.push(data));

    const broken = [
      { encoding: "json", data: "{" },
      { encoding: "base64", data: "%" },
    ];
    for (const payload of [null, 1, "x", { a: 1 }, ...broken]) {
      server.push({ type: "data", room: "rm_1", from: "par_bob", label: "cursor", payload });
    }
    await flush();

    expect(received).toEqual([null, 1, "x", { a: 1 }]);
  });

  test("the server's no is waited for and tried again, in order", async () => {
    server.on("data", (frame) => {
      server.off("data");
      server.refuse(frame, "rate_limited", { retryable: true, retryAfterMs: 1_000 });
    });

    const sending = Promise.all([channel.send("1"), channel.send("2")]);
    await flush(3_000);
    await sending;

    const texts = server.of("data").map(({ payload }) => (payload as { data: string }).data);
    expect(texts).toEqual(["1", "1", "2"]);
  });

  test("what is too large is refused", async () => {
    await expect(channel.send("x".repeat(50_000))).rejects.toMatchObject({
      code: "payload_too_large",
    });
    await expect(channel.send("x".repeat(300_000))).rejects.toMatchObject({
      code: "payload_too_large",
    });
  });

  test("what the token does not grant is refused, and from others dropped", async () => {
    const received: unknown[] = [];
    channel.on("message", ({ data }) => received.push(data));
    const mute = participant("par_bob", { grants: { publish: [], data: false, chat: true } });
    server.push({ type: "presence", room: "rm_1", updated: [mute] });
    server.push({
      type: "data",
      room: "rm_1",
      from: "par_bob",
      label: "cursor",
      payload: { encoding: "text", data: "x" },
    });
    await flush();
    room.grants.data = false;

    await expect(channel.send("x")).rejects.toMatchObject({ code: "forbidden" });
    expect(received).toEqual([]);
  });
});
