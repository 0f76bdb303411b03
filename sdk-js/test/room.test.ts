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

describe("joining", () => {
  test("gives the room as it is", async () => {
    server.others.push(participant("par_bob", { name: "Bob", attributes: { role: "host" } }));

    const room = await confab.join("standup");

    expect(server.of("join")).toMatchObject([{ room: "standup", name: "Ann" }]);
    expect(room).toMatchObject({ id: "rm_1", name: "standup", state: "joined", lastSeq: 0 });
    expect(room.settings.maxParticipants).toBe(50);
    expect(room.localParticipant.id).toBe("par_me");
    expect(room.participants.get("par_bob")).toMatchObject({
      displayName: "Bob",
      attributes: { role: "host" },
      state: "connected",
    });
    expect(confab.rooms.get("rm_1")).toBe(room);
  });

  test("sends no name when the token has one", async () => {
    server.welcome.name = "Of the token";
    const other = await connect({ server: "https://x.example.com", token: "t", name: "Ann" });

    await other.join("standup");

    expect(server.of("join")[0]).not.toHaveProperty("name");
  });

  test("twice, at once or later, by name or id, is the same room", async () => {
    const [first, second] = await Promise.all([confab.join("standup"), confab.join("standup")]);
    const third = await confab.join("rm_1");

    expect(second).toBe(first);
    expect(third).toBe(first);
    expect(server.of("join")).toHaveLength(1);
  });

  test("rejects with what the server says", async () => {
    server.on("join", (frame) => server.refuse(frame, "room_full"));

    await expect(confab.join("standup")).rejects.toMatchObject({ code: "room_full" });
    expect(confab.rooms.size).toBe(0);
  });

  test("that is aborted leaves again when the server lets us in late", async () => {
    const abort = new AbortController();
    const joining = confab.join("standup", { signal: abort.signal });
    abort.abort();

    await expect(joining).rejects.toMatchObject({ code: "aborted" });
    await flush();

    expect(server.of("leave")).toMatchObject([{ room: "rm_1" }]);
    expect(confab.rooms.size).toBe(0);
  });

  test("that one gives up and another asks for is kept for the other", async () => {
    const abort = new AbortController();
    const first = confab.join("standup", { signal: abort.signal }).catch(({ code }) => code);
    abort.abort();
    const second = confab.join("standup");
    await flush();

    expect(await first).toBe("aborted");
    expect((await second).state).toBe("joined");
    expect(server.of("leave")).toHaveLength(0);
  });

  test("goes on after a loss of the connection", async () => {
    server.on("join", (_frame, socket) => {
      server.off("join");
      socket.drop(1006);
    });
    const joining = confab.join("standup");

    await flush(1_000);

    await expect(joining).resolves.toMatchObject({ state: "joined" });
  });
});

describe("presence", () => {
  let room: Room;
  let lines: string[];

  beforeEach(async () => {
    room = await confab.join("standup");
    lines = recordRoom(room);
  });

  const presence = (change: object) => {
    server.push({ type: "presence", room: "rm_1", ...change });
    return flush();
  };

  const gone = (id: string, incarnation: number, reason = "left") => ({
    id,
    incarnation,
    identity: id,
    reason,
  });

  test("tells who comes, changes and goes", async () => {
    await presence({ joined: [participant("par_bob")] });
    await presence({ updated: [participant("par_bob", { state: "reconnecting" })] });
    await presence({ left: [gone("par_bob", 1)] });

    expect(lines).toEqual(["joined par_bob", "updated par_bob state", "left par_bob left"]);
    expect(room.participants.size).toBe(0);
  });

  test("what it tells of ourselves makes nobody of the others", async () => {
    await presence({ joined: [participant("par_me", { name: "Anna" })] });
    await presence({ updated: [participant("par_me", { name: "Anne" })] });

    expect(lines).toEqual([]);
    expect(room.participants.size).toBe(0);
    expect(room.localParticipant.name).toBe("Anne");
  });

  test("who is replaced by itself within a frame did not leave", async () => {
    await presence({ joined: [participant("par_bob")] });
    const before = room.participants.get("par_bob");

    await presence({
      left: [gone("par_bob", 1, "replaced")],
      joined: [participant("par_bob", { incarnation: 2 })],
    });

    expect(lines).toEqual(["joined par_bob", "updated par_bob incarnation"]);
    expect(room.participants.get("par_bob")).toBe(before);
  });

  test("what is said about an earlier incarnation is ignored", async () => {
    await presence({ joined: [participant("par_bob", { incarnation: 2 })] });

    await presence({ left: [gone("par_bob", 1)] });
    await presence({ updated: [participant("par_bob", { incarnation: 1, name: "Old" })] });

    expect(lines).toEqual(["joined par_bob"]);
  });

  test("a left in the log counts too, once", async () => {
    await presence({ joined: [participant("par_bob")] });
    const data = { identity: "bob", participant: "par_bob", incarnation: 1, reason: "removed" };

    server.event("participant.left", data);
    await presence({ left: [gone("par_bob", 1, "removed")] });

    expect(lines).toEqual(["joined par_bob", "left par_bob removed", "event 1"]);
  });

  test("our own name and attributes are changed by request", async () => {
    await room.localParticipant.setName("Anna");
    await room.localParticipant.setAttributes({ hand: "up" });

    expect(server.of("update")).toMatchObject([
      { room: "rm_1", name: "Anna" },
      { room: "rm_1", attributes: { hand: "up" } },
    ]);
    expect(room.localParticipant).toMatchObject({ name: "Anna", attributes: { hand: "up" } });
  });
});

describe("leaving", () => {
  test("tells the server and is over at once", async () => {
    const room = await confab.join("standup");
    const lines = recordRoom(room);

    await room.leave();
    await room.leave();

    expect(server.of("leave")).toHaveLength(1);
    expect(lines).toEqual(["left", "over left"]);
    await expect(room.chat.edit("msg_1", "x")).rejects.toMatchObject({ code: "not_joined" });
  });

  test("being removed says so and keeps the connection", async () => {
    const lines = recordRoom(await confab.join("standup"));

    server.push({ type: "left", room: "rm_1", reason: "removed" });
    await flush();

    expect(lines).toEqual(["left", "over removed"]);
    expect(confab.state).toBe("connected");
  });

  test("the page going away closes as a leave", async () => {
    const target = new EventTarget();
    vi.stubGlobal("addEventListener", target.addEventListener.bind(target));
    const other = await connect({ server: "https://x.example.com", token: "t" });
    await other.join("standup");

    target.dispatchEvent(new Event("pagehide"));

    expect(server.socket.closedWith).toBe(1000);
    expect(other.state).toBe("closed");
  });
});
