import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { ConfabCallElement } from "../../src/element/index.js";
import { launchCautious, launchWithoutDevices } from "./chromium.js";
import { newRoom, PATIENCE, sendEverybodyHome, sharedBrowser, Visitor } from "./visitor.js";

let browser: Browser;

beforeAll(async () => {
  browser = await sharedBrowser();
});

afterEach(sendEverybodyHome);

afterAll(() => browser?.close());

/** Whoever has no devices still sees, hears and writes. */
async function takesPart(room: string, visitor: Visitor): Promise<void> {
  const bob = await Visitor.open(browser, { room, name: "Bob" });
  await Promise.all([visitor.join(), bob.join()]);
  await visitor.receives("camera", "microphone");
  await visitor.watches();
  await visitor.call.evaluate(({ room }: ConfabCallElement) => room!.chat.send("I see you"));
  await bob.press("Chat, 1 new message");
  await bob.reads("I see you");
  expect(await bob.others()).toMatchObject([{ name: "Ann" }]);
}

test("who refuses camera and microphone joins without, and reads how to allow them", async () => {
  const cautious = await launchCautious();
  try {
    const room = newRoom();
    const ann = await Visitor.open(cautious, { room, name: "Ann" });
    await ann.reads("Your browser blocks camera and microphone.");

    await takesPart(room, ann);

    await ann.press("Unmute microphone");
    await ann.reads("Your browser blocks the microphone.");
  } finally {
    await sendEverybodyHome();
    await cautious.close();
  }
});

test("who refuses the camera alone is heard", async () => {
  const cautious = await launchCautious();
  try {
    const visit = { room: newRoom(), name: "Ann" };
    const ann = await Visitor.open(cautious, visit, ["microphone"]);
    await ann.reads("Your browser blocks the camera.");
    const bob = await Visitor.open(browser, { ...visit, name: "Bob" });
    await Promise.all([ann.join(), bob.join()]);

    await bob.receives("microphone");
    await ann.receives("camera", "microphone");
    await expect.poll(() => bob.hearsSound(), PATIENCE).toBeGreaterThan(0);
  } finally {
    await sendEverybodyHome();
    await cautious.close();
  }
});

test("a machine without camera and microphone takes part all the same", async () => {
  const bare = await launchWithoutDevices();
  try {
    const room = newRoom();
    const ann = await Visitor.open(bare, { room, name: "Ann" });
    await ann.reads("No camera or microphone found.");

    await takesPart(room, ann);
  } finally {
    await sendEverybodyHome();
    await bare.close();
  }
});

test("an insecure page joins without devices and reads why", async () => {
  const room = newRoom();
  const ann = await Visitor.open(browser, { room, name: "Ann", host: "shop.test" });
  await ann.reads("Browsers allow camera and microphone on secure pages only.");

  await takesPart(room, ann);
});
