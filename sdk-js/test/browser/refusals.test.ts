import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { newRoom, sendEverybodyHome, sharedBrowser, Visitor } from "./visitor.js";

let browser: Browser;

beforeAll(async () => {
  browser = await sharedBrowser();
});

afterEach(sendEverybodyHome);

afterAll(() => browser?.close());

test("a page with a wrong publishable key reads what is wrong with it", async () => {
  const { publishableKey } = inject("stage");
  const ann = await Visitor.open(browser, {
    room: newRoom(),
    name: "Ann",
    publishableKey: publishableKey.slice(0, -1),
  });

  await ann.press("Join call");

  expect(await ann.hears("confab-error")).toMatchObject({
    code: "unauthorized",
    message: "There is no such publishable key: copy it whole, from cfb_pk_ to its end.",
  });
});

test("a page that the key does not list reads its own origin and where to add it", async () => {
  const { site } = inject("stage");
  const ann = await Visitor.open(browser, {
    room: newRoom(),
    name: "Ann",
    host: "elsewhere.localhost",
  });

  await ann.press("Join call");

  const { code, message } = await ann.hears("confab-error");
  expect(code).toBe("origin_refused");
  expect(message).toContain(`http://elsewhere.localhost:${site}`);
  expect(message).toMatch(/Add that origin to the key's origins: PATCH \/v1\/api-keys\/key_\w+/);
  await ann.reads("This page may not open calls yet");
});

test("a room that no rule of the key opens is named", async () => {
  const ann = await Visitor.open(browser, { room: "office", name: "Ann" });

  await ann.press("Join call");

  const { code, message } = await ann.hears("confab-error");
  expect(code).toBe("forbidden");
  expect(message).toContain("opens the room office");
});
