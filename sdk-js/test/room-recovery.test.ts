import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Confab, connect } from "../src/confab.js";
import type { Room } from "../src/room.js";
import { FakeServer, participant } from "./fakes/fake-server.js";
import { recordRoom } from "./fakes/record.js";

let server: FakeServer;
let confab: Confab;

beforeEach(async () => {
  vi.useFakeTimers();
  server = new FakeServer().install();
  confab = await connect({ server: "https://calls.example.com", token: "t1", name: "Ann" });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const flush = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

describe("the log", () => {
  test("an event seen twice is dropped", async () => {
    const room = await confab.join("standup");
    const lines = recordRoom(room);

    server.event("room.started", {}, 1);
    server.event("room.started", {}, 1);
    server.push({ type: "skip", room: "rm_1", seq: 4, cursor: "c4" });
    server.event("room.started", {}, 4);
    server.event("room.started", {}, 5);
    await flush();

    expect(lines).toEqual(["event 1", "event 5"]);
    expect(room.lastSeq).toBe(5);
  });

  test("an event of a type we do not know is passed on", async () => {
    const lines = recordRoom(await confab.join("standup"));

    server.event("future.happened", { x: 1 });
    server.push({ type: "future" } as never);
    await flush();

    expect(lines).toEqual(["event 1"]);
  });
});

describe("coming back", () => {
  let room: Room;
  let lines: string[];

  beforeEach(async () => {
    server.others.push(participant("par_bob"));
    room = await confab.join("standup");
    server.event("room.started", {}, 7);
    await flush();
    lines = recordRoom(room);
  });

  const lose = async () => {
    server.socket.drop(1006);
    await flush(600);
  };

  test("enters the room again behind what it has seen", async () => {
    server.joined = { recovered: true, missed: 1, cursor: "c9" };

    await lose();
    server.event("room.started", {}, 7);
    server.event("room.started", {}, 8);
    await flush();

    expect(server.of("join")[1]).toMatchObject({ room: "rm_1", cursor: "c7", tracks: [] });
    expect(lines).toEqual(["reconnecting", "joined", "recovered true 1", "event 8"]);
  });

  test("lost again before the catch-up came, it asks for all of it again", async () => {
    server.joined = { recovered: true, missed: 2, cursor: "c9" };

    await lose();
    await lose();

    expect(server.of("join").map(({ cursor }) => cursor)).toEqual([undefined, "c7", "c7"]);
  });

  test("says when events are gone for good, and starts anew from there", async () => {
    server.joined = { recovered: false, cursor: "d0" };

    await lose();
    server.event("room.started", {}, 1);
    await flush();

    expect(lines).toEqual(["reconnecting", "joined", "recovered false 0", "event 1"]);
  });

  test("nobody is gone because the snapshot lacks them; the grace decides", async () => {
    server.others.length = 0;
    await lose();
    expect(room.participants.has("par_bob")).toBe(true);

    for (let second = 0; second < 46; second += 1) {
      server.push({ type: "heartbeat", time: "", heads: {} });
      await flush(1_000);
    }

    expect(lines.at(-1)).toBe("left par_bob connection_lost");
  });

  test("who shows up within the grace stays", async () => {
    server.others.length = 0;
    await lose();

    server.push({ type: "presence", room: "rm_1", joined: [participant("par_bob")] });
    for (let second = 0; second < 60; second += 1) {
      server.push({ type: "heartbeat", time: "", heads: {} });
      await flush(1_000);
    }

    expect(room.participants.has("par_bob")).toBe(true);
  });

  test("a server that was restarted knows less of who is not back yet than we do", async () => {
    const tracks = [{ name: "camera", source: "camera", stream: "s1", muted: false }] as const;
    const known = participant("par_bob", { name: "Bob", tracks: [...tracks] });
    server.push({ type: "presence", room: "rm_1", updated: [known] });
    await flush();
    const bob = room.participants.get("par_bob");
    server.others[0] = participant("par_bob", { state: "reconnecting" });

    await lose();

    expect(bob).toMatchObject({ name: "Bob", state: "reconnecting" });
    expect(room.participants.get("par_bob")).toBe(bob);
  });

  test("brings name, attributes and tracks along", async () => {
    await room.localParticipant.setName("Anna");
    await room.localParticipant.setAttributes({ hand: "up" });

    await lose();

    expect(server.of("join")[1]).toMatchObject({ name: "Anna" });
    expect(server.of("update").at(-1)).toMatchObject({ attributes: { hand: "up" } });
  });

  test("a room that is closed to us meanwhile is left", async () => {
    server.on("join", (frame) => server.refuse(frame, "banned"));

    await lose();

    expect(lines).toEqual(["reconnecting", "left", "over banned"]);
    expect(confab.rooms.size).toBe(0);
    expect(confab.state).toBe("connected");
  });

  test("a try that is answered late lets us in; the next one's refusal puts nobody out", async () => {
    server.on("join", (first) => {
      server.on("join", (second, socket) => {
        server.off("join");
        server.handle(first, socket);
        server.refuse(second, "already_joined");
      });
    });

    await lose();
    await flush(20_000);

    expect(room.state).toBe("joined");
    expect(lines).not.toContain("over already_joined");
  });

  test("a room that is not ready is tried again", async () => {
    server.on("join", (frame) => {
      server.off("join");
      server.refuse(frame, "unavailable", { retryable: true });
    });

    await lose();
    await flush(1_000);

    expect(room.state).toBe("joined");
  });

  test("requests meanwhile reject at once, and may be tried again", async () => {
    server.socket.drop(1006);

    await expect(room.chat.edit("msg_1", "x")).rejects.toMatchObject({
      code: "connection_lost",
      retryable: true,
    });
  });
});
