import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { newRoom, PATIENCE, sendEverybodyHome, sharedBrowser, Visitor } from "./visitor.js";

let browser: Browser;

beforeAll(async () => {
  browser = await sharedBrowser();
});

afterEach(sendEverybodyHome);

afterAll(() => browser?.close());

test("of three who join at the same moment each sees both others", async () => {
  const room = newRoom();
  const three = await Promise.all(
    ["Ann", "Bob", "Cem"].map((name) => Visitor.open(browser, { room, name })),
  );

  await Promise.all(three.map((visitor) => visitor.join()));

  const media = ["camera", "camera", "microphone", "microphone"];
  await Promise.all(three.map((visitor) => visitor.receives(...media)));
  await Promise.all(three.map((visitor) => visitor.watches(2)));
});

test("a room for two has no place for a third, who reads so and comes in when one has left", async () => {
  const room = newRoom("pair");
  const [ann, bob, cem] = await Promise.all(
    ["Ann", "Bob", "Cem"].map((name) => Visitor.open(browser, { room, name })),
  );
  await ann!.join();
  await bob!.join();

  await cem!.press("Join call");
  expect(await cem!.hears("confab-error")).toMatchObject({ code: "room_full" });
  await cem!.reads("This call is full");
  await bob!.press("Leave call");
  await expect.poll(() => ann!.others(), PATIENCE).toEqual([]);
  await cem!.press("Try again");
  await cem!.join();

  await Promise.all([ann!, cem!].map((visitor) => visitor.watches()));
});
