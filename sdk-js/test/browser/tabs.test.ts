import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { newRoom, PATIENCE, sendEverybodyHome, sharedBrowser, Visitor } from "./visitor.js";

let browser: Browser;

beforeAll(async () => {
  browser = await sharedBrowser();
});

afterEach(sendEverybodyHome);

afterAll(() => browser?.close());

test("a page that reloads comes back as the same participant, joined anew", async () => {
  const room = newRoom();
  const ann = await Visitor.open(browser, { room, name: "Ann" });
  const bob = await Visitor.open(browser, { room, name: "Bob" });
  await Promise.all([ann.join(), bob.join()]);
  await ann.watches();
  const before = await bob.self();

  await bob.page.reload();
  await bob.join();

  const after = await bob.self();
  expect(after).toMatchObject({ id: before.id, identity: before.identity });
  expect(after.incarnation).toBeGreaterThan(before.incarnation);
  await expect.poll(() => ann.others(), PATIENCE).toMatchObject([after]);
  await Promise.all([ann, bob].map((visitor) => visitor.receives("camera", "microphone")));
  await Promise.all([ann.watches(), bob.watches()]);
});

test("a duplicated tab is a participant of its own, and joins without sound", async () => {
  const first = await Visitor.open(browser, { room: newRoom(), name: "Ann" });
  await first.join();

  const second = await first.duplicate();
  await second.join();

  const [one, other] = [await first.self(), await second.self()];
  expect(other.identity).not.toBe(one.identity);
  expect(other.id).not.toBe(one.id);
  await second.reads("This call is open in another tab");
  await expect.poll(() => first.others(), PATIENCE).toMatchObject([{ id: other.id }]);
  await first.receives("camera");
  await second.receives("camera", "microphone");
  await first.watches();
});
