import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect } from "../src/confab.js";
import { type ChannelOptions, DataChannel } from "../src/data/channel.js";
import type { Grants } from "../src/participant.js";
import type { Room } from "../src/room.js";
import { FakeDataChannel } from "./fakes/fake-data-channel.js";
import { FakeServer, participant } from "./fakes/fake-server.js";

beforeEach(() => void vi.useFakeTimers());

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const flush = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

describe("with a direct path to one", () => {
  let relayed: { to: string[] | undefined; payload: unknown }[];
  let answers: (() => void)[];
  let direct: FakeDataChannel;
  let channel: DataChannel;

  const make = (options: ChannelOptions = {}) => {
    relayed = [];
    answers = [];
    const connection = {
      createDataChannel: (label: string, init: RTCDataChannelInit) => {
        direct = new FakeDataChannel(label, init);
        return direct;
      },
    };
    const link = {
      members: () => ["par_bob", "par_eve"],
      connection: (id: string) =>
        id === "par_bob" ? (connection as unknown as RTCPeerConnection) : undefined,
      request: ({ to, payload }: { to?: string[] | undefined; payload: unknown }) => {
        relayed.push({ to, payload });
        return new Promise<void>((resolve) => answers.push(resolve));
      },
      send: ({ to, payload }: { to?: string[] | undefined; payload: unknown }) => {
        relayed.push({ to, payload });
      },
      grants: () => ({ data: true }) as Grants,
    };
    channel = new DataChannel("cursor", options, link, () => {});
  };

  const answer = () => {
    for (const done of answers.splice(0)) done();
    return flush();
  };

  test("they get it directly, the others through the server", async () => {
    make();
    direct.connect([]);

    const sending = channel.send({ x: 1 });
    await flush();
    await answer();
    await sending;

    expect(direct.sent).toEqual(['{"value":{"x":1}}']);
    expect(relayed).toEqual([{ to: ["par_eve"], payload: { value: { x: 1 } } }]);
  });

  test("the choice of reliability goes to the browser", () => {
    make({ reliable: false });
    expect(direct.options).toEqual({ ordered: false, maxRetransmits: 0 });

    make({ reliable: false, ordered: true });
    expect(direct.options).toEqual({ ordered: true, maxRetransmits: 0 });

    make();
    expect(direct.options).toEqual({ ordered: true });
  });

  test("goes over to the direct path once what went through the server has arrived", async () => {
    make();
    const to = { to: ["par_bob"] };
    void channel.send(1 as never, to);
    await flush();
    direct.connect([]);
    const second = channel.send(2 as never, to);
    await answer();
    expect(direct.sent).toEqual([]);

    await flush(500);
    await second;
    await channel.send(3 as never, to);

    expect(relayed.map(({ payload }) => payload)).toEqual([{ value: 1 }]);
    expect(direct.sent).toEqual(['{"value":2}', '{"value":3}']);
  });

  test("waits while the browser's buffer is full", async () => {
    make();
    direct.connect([]);
    direct.bufferedAmount = 2_000_000;
    const sending = channel.send("1", { to: ["par_bob"] });
    await flush();
    expect(direct.sent).toEqual([]);

    direct.bufferedAmount = 0;
    direct.dispatchEvent(new Event("bufferedamountlow"));

    await sending;
    expect(direct.sent).toHaveLength(1);
  });

  test("a path that goes away while waiting ends the wait", async () => {
    make();
    direct.connect([]);
    direct.bufferedAmount = 2_000_000;
    const sending = channel.send("1", { to: ["par_bob"] });

    direct.shut();

    await expect(sending).resolves.toBeUndefined();
  });

  test("drops what is not reliable when there is no room for it", async () => {
    make({ reliable: false });
    direct.connect([]);
    direct.bufferedAmount = 100_000;

    await channel.send("late", { to: ["par_bob"] });

    expect(direct.sent).toEqual([]);
    expect(relayed).toEqual([]);
  });

  test("is bounded", async () => {
    make();
    const sending = Array.from({ length: 257 }, () => channel.send("x", { to: ["par_eve"] }));

    await expect(sending.at(-1)).rejects.toMatchObject({ code: "busy", retryable: true });
  });

  test("says when the path opens and closes", async () => {
    make();
    const events: string[] = [];
    channel.on("open", ({ participant }) => events.push(`open ${participant}`));
    channel.on("close", ({ participant }) => events.push(`close ${participant}`));

    direct.connect([]);
    await flush();
    channel.close();

    expect(events).toEqual(["open par_bob", "close par_bob"]);
    await expect(channel.send("x")).rejects.toMatchObject({ code: "closed" });
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
      { to: ["par_eve"], payload: { base64: "AQI=" } },
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

  test("a payload that no SDK made is the data itself; a broken one is dropped", async () => {
    const received: unknown[] = [];
    channel.on("message", ({ data }) => received.push(data));

    for (const payload of [null, 1, "x", { a: 1 }, { base64: "%" }]) {
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

    const texts = server.of("data").map(({ payload }) => (payload as { value: string }).value);
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
      payload: { value: "x" },
    });
    await flush();
    room.grants.data = false;

    await expect(channel.send("x")).rejects.toMatchObject({ code: "forbidden" });
    expect(received).toEqual([]);
  });
});
