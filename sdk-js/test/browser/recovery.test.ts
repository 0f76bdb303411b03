import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import type { ConfabCallElement } from "../../src/element/index.js";
import { Cable } from "./cable.js";
import { newRoom, PATIENCE, sendEverybodyHome, sharedBrowser, Visitor } from "./visitor.js";

let browser: Browser;
let cable: Cable;

beforeAll(async () => {
  browser = await sharedBrowser();
  cable = await Cable.to(inject("stage").server);
});

afterEach(sendEverybodyHome);

afterAll(async () => {
  await cable?.remove();
  await browser?.close();
});

test("a call outlives its signaling; what was missed arrives once", async () => {
  const room = newRoom();
  const ann = await Visitor.open(browser, { room, name: "Ann" });
  const bob = await Visitor.open(browser, { room, name: "Bob", server: cable.address });
  await Promise.all([ann.join(), bob.join()]);
  await Promise.all([ann.watches(), bob.watches()]);
  const before = await bob.self();
  const says = (visitor: Visitor, text: string) =>
    visitor.call.evaluate(({ room }: ConfabCallElement, text) => room!.chat.send(text), text);

  cable.pull();
  await bob.reads("Connection lost. Reconnecting…");
  await says(ann, "Can you hear me?");
  const answer = says(bob, "Loud and clear");
  await Promise.all([ann.watches(), bob.watches()]);
  cable.plugIn();
  await answer;

  const messages = ["Can you hear me?", "Loud and clear"];
  for (const visitor of [ann, bob]) {
    const texts = async () => (await visitor.messages()).map(({ text }) => text);
    await expect.poll(texts, PATIENCE).toEqual(messages);
  }
  expect(await bob.self()).toEqual(before);
  await Promise.all([ann.watches(), bob.watches()]);
  for (const visitor of [ann, bob]) {
    expect(await visitor.page.evaluate(() => window.connections.length)).toBe(1);
  }
});
