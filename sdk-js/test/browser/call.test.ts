import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { ConfabCallElement } from "../../src/element/index.js";
import { newRoom, PATIENCE, sendEverybodyHome, sharedBrowser, Visitor } from "./visitor.js";

let browser: Browser;
let ann: Visitor;
let bob: Visitor;

beforeAll(async () => {
  browser = await sharedBrowser();
});

beforeEach(async () => {
  const room = newRoom();
  ann = await Visitor.open(browser, { room, name: "Ann" });
  bob = await Visitor.open(browser, { room, name: "Bob" });
  await Promise.all([ann.join(), bob.join()]);
  await Promise.all([ann, bob].map((visitor) => visitor.receives("camera", "microphone")));
});

afterEach(sendEverybodyHome);

afterAll(() => browser?.close());

test("two visitors of another site's page see and hear each other", async () => {
  await Promise.all([ann.watches(), bob.watches()]);

  expect((await ann.others()).map(({ name }) => name)).toEqual(["Bob"]);
  expect((await bob.others()).map(({ name }) => name)).toEqual(["Ann"]);
  await expect.poll(() => ann.hearsSound(), PATIENCE).toBeGreaterThan(0);
});

test("they chat, and who reloads the page finds every message again", async () => {
  await ann.press("Chat");
  await ann.writes("Which size are you?");
  await bob.press("Chat, 1 new message");
  await bob.reads("Which size are you?");
  await bob.writes("42, in <b>green</b>");
  await ann.reads("42, in <b>green</b>");

  await bob.page.reload();
  await bob.join();

  const messages = [
    { text: "Which size are you?", status: "stored", own: false },
    { text: "42, in <b>green</b>", status: "stored", own: true },
  ];
  await expect.poll(() => bob.messages(), PATIENCE).toEqual(messages);
});

test("data goes from page to page, to everybody or to one, as text, JSON and bytes", async () => {
  const received = await ann.call.evaluateHandle(({ room }: ConfabCallElement) => {
    const received: unknown[] = [];
    room!.data.channel("cursor").on("message", ({ data, from }) => {
      received.push([room!.participants.get(from)?.name, data]);
    });
    return received;
  });

  await bob.call.evaluate(
    async ({ room }: ConfabCallElement, to) => {
      const channel = room!.data.channel("cursor");
      await channel.send("hello");
      await channel.send({ x: 1, y: [2] }, { to: [to] });
      await channel.send(new Uint8Array([1, 2, 3]));
    },
    (await ann.self()).id,
  );

  const seen = () =>
    received.evaluate((all) =>
      (all as [string, unknown][]).map(([from, data]) => [
        from,
        data instanceof ArrayBuffer ? [...new Uint8Array(data)] : data,
      ]),
    );
  await expect.poll(seen, PATIENCE).toEqual([
    ["Bob", "hello"],
    ["Bob", { x: 1, y: [2] }],
    ["Bob", [1, 2, 3]],
  ]);
});

test("a muted microphone is seen by the other, and heard again after", async () => {
  await ann.press("Mute microphone");
  await bob.receives("camera");
  await bob.seesTile("Ann, microphone off");

  await ann.press("Unmute microphone");
  await bob.receives("camera", "microphone");
});

test("a camera that goes off is seen as off; back on, its picture moves again", async () => {
  await ann.press("Turn camera off");
  await bob.receives("microphone");

  await ann.press("Turn camera on");
  await bob.receives("camera", "microphone");
  await bob.watches();
});

test("a shared screen arrives and goes", async () => {
  await ann.press("Share your screen");
  await bob.receives("camera", "microphone", "screen", "screen_audio");
  await bob.seesTile("Ann’s screen");
  await bob.watches(2);

  await ann.call.getByRole("button", { name: "Stop sharing", exact: true }).first().click();
  await bob.receives("camera", "microphone");
});

test("who leaves is gone from the other's page at once", async () => {
  const gone = ann.call.evaluate(
    ({ room }: ConfabCallElement) =>
      new Promise<{ reason: string; at: number }>((resolve) => {
        room!.on("participantLeft", ({ reason }) => resolve({ reason, at: Date.now() }));
      }),
  );

  await bob.press("Leave call");

  const { at, reason } = await gone;
  const left = await bob.hears("confab-left");
  console.log(`A leave was seen after ${at - left.at} ms (goal: 500 ms).`);
  expect(reason).toBe("left");
  expect(await ann.others()).toEqual([]);
  await bob.reads("You left the call");
});
