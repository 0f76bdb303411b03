import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { ConfabCallElement } from "../../src/element/index.js";
import { newRoom, sendEverybodyHome, sharedBrowser, Visitor } from "./visitor.js";

let browser: Browser;

beforeAll(async () => {
  browser = await sharedBrowser();
});

afterEach(sendEverybodyHome);

afterAll(() => browser?.close());

test("in a public room a call goes through the relay, and through nothing else", async () => {
  const room = newRoom("relay");
  const ann = await Visitor.open(browser, { room, name: "Ann" });
  const bob = await Visitor.open(browser, { room, name: "Bob" });
  await Promise.all([ann.join(), bob.join()]);
  await Promise.all([ann.watches(), bob.watches()]);

  for (const visitor of [ann, bob]) {
    const path = await visitor.call.evaluate(async ({ room }: ConfabCallElement) => ({
      relayOnly: room!.settings.relayOnly,
      pairs: await Promise.all([...room!.participants.keys()].map((id) => room!.candidatePair(id))),
    }));
    expect(path).toMatchObject({
      relayOnly: true,
      pairs: [{ local: { type: "relay", protocol: "udp" }, remote: { type: "relay" } }],
    });
  }
});
