import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import type { ConfabCallElement } from "../../src/element/index.js";
import { Service } from "./service.js";
import { newRoom, PATIENCE, sendEverybodyHome, sharedBrowser, Visitor } from "./visitor.js";

let browser: Browser;
let service: Service;
let publishableKey: string;

beforeAll(async () => {
  browser = await sharedBrowser();
  service = await Service.start({});
  publishableKey = await service.publishableKey({
    origins: [`http://shop.localhost:${inject("stage").site}`],
    rooms: [{ match: "desk-*" }],
  });
});

afterEach(sendEverybodyHome);

afterAll(async () => {
  await service?.stop();
  await browser?.close();
});

const ends = ["SIGTERM", "SIGKILL"] as const;

test.each(ends)(
  "a call outlives %s of its service, and all come back as they were",
  async (end) => {
    const visit = { room: newRoom(), server: service.address, publishableKey };
    const ann = await Visitor.open(browser, { ...visit, name: "Ann" });
    const bob = await Visitor.open(browser, { ...visit, name: "Bob" });
    const both = [ann, bob];
    await Promise.all(both.map((visitor) => visitor.join()));
    await Promise.all(both.map((visitor) => visitor.watches()));
    const before = await Promise.all(both.map((visitor) => visitor.self()));
    const says = (visitor: Visitor, text: string) =>
      visitor.call.evaluate(({ room }: ConfabCallElement, text) => room!.chat.send(text), text);
    await says(ann, "Before");

    await service.end(end);
    await Promise.all(both.map((visitor) => visitor.reads("Connection lost. Reconnecting…")));
    const meanwhile = says(bob, "Meanwhile");
    await Promise.all(both.map((visitor) => visitor.watches()));
    await service.startAgain();
    await meanwhile;

    for (const visitor of both) {
      const texts = async () => (await visitor.messages()).map(({ text }) => text);
      await expect.poll(texts, PATIENCE).toEqual(["Before", "Meanwhile"]);
    }
    expect(await Promise.all(both.map((visitor) => visitor.self()))).toEqual(before);
    await Promise.all(both.map((visitor) => visitor.watches()));
    for (const visitor of both) {
      expect(await visitor.page.evaluate(() => window.connections.length)).toBe(1);
    }
  },
);
