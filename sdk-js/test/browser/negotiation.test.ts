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

test("publishing at once from both sides, twenty times, loses no track", async () => {
  const publish = (visitor: Visitor, name: string) =>
    visitor.call.evaluate(async ({ room }: ConfabCallElement, name) => {
      const canvas = document.createElement("canvas");
      canvas.getContext("2d")?.fillRect(0, 0, 9, 9);
      const [track] = canvas.captureStream(5).getVideoTracks();
      await room!.media.publish(track!, { name });
    }, name);
  const unpublish = (visitor: Visitor, name: string) =>
    visitor.call.evaluate(
      ({ room }: ConfabCallElement, name) => room!.media.unpublish(room!.media.tracks.get(name)!),
      name,
    );
  const receives = (visitor: Visitor, name: string) =>
    visitor.page.waitForFunction((name) => {
      const { room } = document.querySelector("confab-call")!;
      return [...room!.participants.values()].every(({ tracks }) => tracks.has(name));
    }, name);

  for (let round = 0; round < 20; round += 1) {
    const name = `glare-${round}`;
    await Promise.all([publish(ann, name), publish(bob, name)]);
    await Promise.all([receives(ann, name), receives(bob, name)]);
    await Promise.all([unpublish(ann, name), unpublish(bob, name)]);
  }

  const transceivers = await ann.page.evaluate(() =>
    window.connections.map((connection) => connection.getTransceivers().length),
  );
  expect(transceivers).toHaveLength(1);
  expect(transceivers[0]).toBeLessThan(8);
});

test("an ICE restart from both sides at once keeps the media", async () => {
  const ufrag = () =>
    ann.page.evaluate(
      () => window.connections[0]?.localDescription?.sdp.match(/ice-ufrag:(\S+)/)?.[1],
    );
  const before = await ufrag();

  for (const { page } of [ann, bob]) {
    await page.evaluate(() => window.connections[0]?.restartIce());
  }

  await expect.poll(ufrag, PATIENCE).not.toBe(before);
  await Promise.all([ann.watches(), bob.watches()]);
});

test("data takes the server while there is no path between the pages", async () => {
  const received = await bob.call.evaluateHandle(({ room }: ConfabCallElement) => {
    const received: unknown[] = [];
    room!.data.channel("cursor").on("message", ({ data }) => received.push(data));
    return received;
  });

  await ann.call.evaluate(async ({ room }: ConfabCallElement) => {
    const channel = room!.data.channel("cursor");
    for (const connection of window.connections) connection.close();
    await channel.send({ x: 1 });
  });

  await expect.poll(() => received.jsonValue(), PATIENCE).toEqual([{ x: 1 }]);
});
