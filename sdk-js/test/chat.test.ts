import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect } from "../src/confab.js";
import type { Room } from "../src/room.js";
import { FakeServer } from "./fakes/fake-server.js";

let server: FakeServer;
let room: Room;
let lines: string[];

beforeEach(async () => {
  vi.useFakeTimers();
  server = new FakeServer().install();
  const confab = await connect({ server: "https://calls.example.com", token: "t1" });
  room = await confab.join("standup");
  lines = [];
  const { chat } = room;
  chat.on("message", ({ message }) => lines.push(`message ${message.text} ${message.status}`));
  chat.on("messageStatus", ({ message }) => lines.push(`status ${message.text} ${message.status}`));
  chat.on("messageEdited", ({ message }) => lines.push(`edited ${message.text}`));
  chat.on("messageDeleted", ({ message }) => lines.push(`deleted ${message.id}`));
  chat.on("messageReacted", ({ reaction, removed }) => lines.push(`${reaction} ${removed}`));
  chat.on("typing", ({ participant, typing }) => lines.push(`${participant} ${typing}`));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const flush = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

const created = (text: string, change: object = {}) => ({
  messageId: `msg_${text}`,
  identity: "bob",
  participant: "par_bob",
  clientId: `c-${text}`,
  text,
  attributes: {},
  ...change,
});

const shown = () => room.chat.messages.map(({ text, status }) => `${text} ${status}`);

describe("sending", () => {
  test("shows the message at once and resolves when it is stored", async () => {
    const sending = room.chat.send("hi", { attributes: { color: "red" } });
    expect(shown()).toEqual(["hi sending"]);

    const message = await sending;

    expect(server.of("chat.send")).toMatchObject([
      { room: "rm_1", text: "hi", attributes: { color: "red" } },
    ]);
    expect(message).toMatchObject({ id: "msg_1", seq: 1, status: "stored", own: true });
    expect(lines).toEqual(["message hi sending", "status hi stored"]);
  });

  test("the event with our own message is the same message, before or after the answer", async () => {
    server.on("chat.send", (frame) => {
      const change = { messageId: "msg_x", identity: "me", clientId: frame.clientId };
      server.event("message.created", created("hi", change), 3);
      server.ok(frame, { messageId: "msg_x", seq: 3, timestamp: "2026-01-01T00:00:00.000Z" });
    });

    const message = await room.chat.send("hi");
    server.event("message.created", created("hi", { ...message, messageId: "msg_x" }), 3);
    await flush();

    expect(message).toMatchObject({ id: "msg_x", status: "stored" });
    expect(lines).toEqual(["message hi sending", "status hi stored"]);
    expect(shown()).toEqual(["hi stored"]);
  });

  test("over a loss of the connection it is sent again with the same client id, in order", async () => {
    server.on("chat.send", () => {});
    const sending = Promise.all([room.chat.send("one"), room.chat.send("two")]);
    await flush();
    server.socket.drop(1006);
    server.off("chat.send");

    await flush(1_000);
    await sending;

    const sent = server.of("chat.send");
    expect(sent.map(({ text }) => text)).toEqual(["one", "one", "two"]);
    expect(sent[0]?.clientId).toBe(sent[1]?.clientId);
    expect(shown()).toEqual(["one stored", "two stored"]);
  });

  test("waits as long as the server asks for", async () => {
    server.on("chat.send", (frame) => {
      server.off("chat.send");
      server.refuse(frame, "rate_limited", { retryable: true, retryAfterMs: 2_000 });
    });
    const sending = room.chat.send("hi");

    await flush(1_900);
    expect(server.of("chat.send")).toHaveLength(1);
    await flush(700);

    await expect(sending).resolves.toMatchObject({ status: "stored" });
  });

  test("fails for good when refused, and can be sent again", async () => {
    server.on("chat.send", (frame) => server.refuse(frame, "forbidden"));

    await expect(room.chat.send("hi")).rejects.toMatchObject({ code: "forbidden" });
    expect(shown()).toEqual(["hi failed"]);
    server.off("chat.send");
    const [failed] = room.chat.messages;
    await room.chat.resend(failed?.clientId ?? "");

    expect(shown()).toEqual(["hi stored"]);
    const sent = server.of("chat.send");
    expect(sent[0]?.clientId).toBe(sent[1]?.clientId);
  });

  test("can be given up", async () => {
    server.on("chat.send", () => {});
    const abort = new AbortController();
    const sending = room.chat.send("hi", { signal: abort.signal });

    abort.abort();

    await expect(sending).rejects.toMatchObject({ code: "aborted" });
    expect(shown()).toEqual(["hi failed"]);
  });

  test("fails when the room is left", async () => {
    server.on("chat.send", () => {});
    const sending = expect(room.chat.send("hi")).rejects.toMatchObject({ name: "ConfabError" });

    server.socket.drop(4500);

    await sending;
  });
});

describe("receiving", () => {
  test("keeps the room's order, unsent ones last", async () => {
    server.on("chat.send", () => {});
    void room.chat.send("mine").catch(() => {});

    server.event("message.created", created("one"), 1);
    server.event("message.created", created("two"), 2);
    await flush();

    expect(shown()).toEqual(["one stored", "two stored", "mine sending"]);
  });

  test("follows edits, deletions and reactions", async () => {
    server.event("message.created", created("one"));
    const reacted = { messageId: "msg_one", reaction: "👍", removed: false };
    server.event("message.reacted", { ...reacted, identity: "bob" });
    server.event("message.reacted", { ...reacted, identity: "eve" });
    server.event("message.reacted", { ...reacted, identity: "bob", removed: true });
    await flush();
    expect(room.chat.messages[0]?.reactions).toEqual({ "👍": ["eve"] });
    server.event("message.reacted", { ...reacted, identity: "eve", removed: true });
    const editedAt = "2026-01-01T00:00:00.000Z";
    server.event("message.edited", { messageId: "msg_one", text: "uno", editedAt });
    await flush();
    expect(room.chat.messages[0]).toMatchObject({ text: "uno", editedAt: new Date(editedAt) });
    server.event("message.deleted", { messageId: "msg_one" });
    await flush();

    expect(room.chat.messages[0]).toMatchObject({ text: "", deleted: true, reactions: {} });
    expect(lines).toEqual([
      "message one stored",
      "👍 false",
      "👍 false",
      "👍 true",
      "👍 true",
      "edited uno",
      "deleted msg_one",
    ]);
  });

  test("history adds what came before, once", async () => {
    server.event("message.created", created("three"), 3);
    await flush();
    const event = (text: string, seq: number) => ({
      id: `evt_${seq}`,
      type: "message.created" as const,
      timestamp: "2026-01-01T00:00:00.000Z",
      tenant: "ten_1",
      room: "rm_1",
      seq,
      data: created(text, { editedAt: "2026-01-02T00:00:00.000Z" }),
    });
    server.on("history", (frame) => {
      const events = [event("one", 1), event("two", 2), event("three", 3)];
      server.ok(frame, { events, nextCursor: "p1", hasMore: true });
    });

    const page = await room.chat.history({ before: "c3", limit: 3 });

    expect(server.of("history")).toMatchObject([
      { room: "rm_1", before: "c3", limit: 3, types: ["message.created"] },
    ]);
    expect(page).toMatchObject({ nextCursor: "p1", hasMore: true });
    expect(page.messages.map(({ text }) => text)).toEqual(["one", "two", "three"]);
    expect(page.messages[0]?.editedAt).toEqual(new Date("2026-01-02T00:00:00.000Z"));
    expect(shown()).toEqual(["one stored", "two stored", "three stored"]);
    expect(lines).toEqual(["message three stored"]);
  });
});

describe("typing and reading", () => {
  test("ours is sent sparingly, and ends with the message", async () => {
    room.chat.typing(true);
    room.chat.typing(true);
    await flush(3_000);
    room.chat.typing(true);
    await room.chat.send("hi");
    room.chat.typing(false);
    await flush();

    expect(server.of("chat.typing").map(({ typing }) => typing)).toEqual([true, true, false]);
  });

  test("theirs ends by itself, or with their message", async () => {
    const typing = () => {
      server.push({ type: "chat.typing", room: "rm_1", from: "par_bob", typing: true });
      return flush();
    };
    await typing();
    await typing();
    await flush(6_000);
    await typing();
    server.event("message.created", created("one"));
    await flush();

    expect(lines.filter((line) => line.startsWith("par_bob"))).toEqual([
      "par_bob true",
      "par_bob false",
      "par_bob true",
      "par_bob false",
    ]);
  });

  test("how far we have read only grows", async () => {
    room.chat.read(4);
    room.chat.read(3);
    room.chat.read(5);
    await flush();

    expect(server.of("chat.read").map(({ seq }) => seq)).toEqual([4, 5]);
  });
});
