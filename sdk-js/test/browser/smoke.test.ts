import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { join, launch, open, plays, sees } from "./pages.js";
import { RelayServer } from "./relay-server.js";

let browser: Browser;
let server: RelayServer;
let ann: Page;
let bob: Page;

beforeAll(async () => {
  server = await RelayServer.start();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

beforeEach(async () => {
  [ann, bob] = await Promise.all([open(browser, server.address), open(browser, server.address)]);
  await join(ann, "ann");
  await join(bob, "bob");
});

afterEach(async () => {
  await Promise.all([ann, bob].map((page) => page.context().close()));
});

const publish = (page: Page) =>
  page.evaluate(async () => {
    const tracks = await window.room.media.publish({
      audio: true,
      video: { width: 320, height: 180, frameRate: 15 },
    });
    return tracks.map(({ name }) => name);
  });

async function call(): Promise<void> {
  await Promise.all([publish(ann), publish(bob)]);
  await Promise.all([
    sees(ann, "subscribed bob camera"),
    sees(bob, "subscribed ann camera"),
    sees(ann, "subscribed bob microphone"),
    sees(bob, "subscribed ann microphone"),
  ]);
}

test("media flows both ways, chat and data too", async () => {
  await call();
  await plays(ann, "camera");
  await plays(bob, "camera");
  await plays(ann, "microphone");

  const stored = await ann.evaluate(() => window.room.chat.send("hi"));
  await sees(ann, "chat hi true");
  await sees(bob, "chat hi false");
  await bob.evaluate(async () => {
    const channel = window.room.data.channel("test");
    await channel.send("text");
    await channel.send({ x: 1 }, { to: ["par_ann"] });
    await channel.send(new Uint8Array([1, 2, 3]));
  });
  await ann.waitForFunction(() => window.received.length === 3);

  expect(stored).toMatchObject({ text: "hi", status: "stored", seq: expect.any(Number) });
  const received = await ann.evaluate(() =>
    window.received.map((data) => (data instanceof ArrayBuffer ? [...new Uint8Array(data)] : data)),
  );
  expect(received).toEqual(["text", { x: 1 }, [1, 2, 3]]);
  const pair = await ann.evaluate(() => window.room.candidatePair("par_bob"));
  expect(pair).toMatchObject({ local: { protocol: "udp" }, remote: { protocol: "udp" } });
});

test("mute is seen, the camera goes off and comes back", async () => {
  await call();

  await ann.evaluate(() => window.room.media.setMuted("camera", true));
  await sees(bob, "muted camera");
  const off = await ann.evaluate(
    () => window.room.media.tracks.get("camera")?.mediaStreamTrack.readyState,
  );
  await ann.evaluate(() => window.room.media.setMuted("camera", false));
  await sees(bob, "unmuted camera");

  expect(off).toBe("ended");
  await plays(bob, "camera");
});

test("publishing at once from both sides, twenty times, loses no track", async () => {
  await sees(ann, "peer connected");
  const round = (page: Page, number: number) =>
    page.evaluate(async (name) => {
      const canvas = document.createElement("canvas");
      canvas.getContext("2d")?.fillRect(0, 0, 9, 9);
      const [track] = canvas.captureStream(5).getVideoTracks();
      if (track) await window.room.media.publish(track, { name });
    }, `glare${number}`);
  const undo = (page: Page, number: number) =>
    page.evaluate(async (name) => {
      const track = window.room.media.tracks.get(name);
      if (track) await window.room.media.unpublish(track);
    }, `glare${number}`);

  for (let number = 0; number < 20; number += 1) {
    await Promise.all([round(ann, number), round(bob, number)]);
    await Promise.all([
      sees(ann, `subscribed bob glare${number}`),
      sees(bob, `subscribed ann glare${number}`),
    ]);
    await Promise.all([undo(ann, number), undo(bob, number)]);
  }

  const sizes = await ann.evaluate(() => window.connections.map((c) => c.getTransceivers().length));
  expect(sizes).toHaveLength(1);
  expect(sizes[0]).toBeLessThan(6);
});

test("an ICE restart from both sides at once keeps the media", async () => {
  await call();
  const ufrag = () =>
    ann.evaluate(() => window.connections[0]?.localDescription?.sdp.match(/ice-ufrag:(\S+)/)?.[1]);
  const before = await ufrag();

  for (const page of [ann, bob]) await page.evaluate(() => window.connections[0]?.restartIce());
  await expect.poll(ufrag, { timeout: 15_000 }).not.toBe(before);

  await plays(ann, "camera");
  await plays(bob, "camera");
});

test("losing the signaling touches no media; the room is joined again", async () => {
  await call();
  const back = (page: Page) =>
    page.evaluate(
      () => new Promise<void>((resolve) => window.room.on("recovered", () => resolve())),
    );
  const returning = Promise.all([back(ann), back(bob)]);

  server.cut();
  await returning;

  await plays(ann, "camera");
  expect(await ann.evaluate(() => window.connections.length)).toBe(1);
  await ann.evaluate(() => window.room.chat.send("still here"));
  await sees(bob, "chat still here false");
});

test("a reloaded page is taken back; a closed one is gone at once", async () => {
  await call();

  await bob.reload();
  await join(bob, "bob");
  await publish(bob);
  await sees(bob, "subscribed ann camera");
  await plays(bob, "camera");
  await plays(ann, "camera");
  await bob.close();

  await sees(ann, "left bob");
});

test("a screen is shared and stopped", async () => {
  await ann.evaluate(() => window.room.media.shareScreen());
  await sees(bob, "subscribed ann screen");
  await plays(bob, "screen");

  await ann.evaluate(() => window.room.media.stopScreenShare());

  await sees(bob, "unsubscribed screen");
});

test("without a direct path data goes through the server", async () => {
  await ann.evaluate(async () => {
    for (const connection of window.connections) connection.close();
    await window.room.data.channel("test").send("by the server");
  });

  await bob.waitForFunction(() => window.received.includes("by the server"));
});
