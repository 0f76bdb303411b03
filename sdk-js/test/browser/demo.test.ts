import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { sendEverybodyHome, sharedBrowser, Visitor } from "./visitor.js";

let browser: Browser;

beforeAll(async () => {
  browser = await sharedBrowser();
});

afterEach(sendEverybodyHome);

afterAll(() => browser?.close());

test("the demo page opened in a second tab is a call, and shows its frames", async () => {
  const ann = await Visitor.in(await browser.newContext(), inject("stage").server);
  await ann.introduces("Ann");
  await ann.join();
  const bob = await ann.opensTab("Open a second tab");
  await bob.introduces("Bob");
  await bob.join();

  await bob.reads("This call is open in another tab");
  await ann.receives("camera");
  await bob.receives("camera", "microphone");
  await Promise.all([ann.watches(), bob.watches()]);
  expect(await ann.others()).toMatchObject([{ name: "Bob" }]);
  const wire = ann.page.locator("#wire");
  await wire.getByText("presence").first().waitFor();
  await wire.getByText("relay").first().waitFor();
});
