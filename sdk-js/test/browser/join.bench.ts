import { test } from "vitest";
import type * as Sdk from "../../src/index.js";
import { address, newRoom, sharedBrowser, Visitor } from "./visitor.js";

declare global {
  interface Window {
    Confab: typeof Sdk;
  }
}

const ROUNDS = 20;

/** Milliseconds of one visit: `connect()`, then `join()` to the first decoded frame of the other. */
interface Visit {
  connect: number;
  joinToFrame: number;
}

/** Runs in the page: joins, as code of a page's own does, a room in which somebody already shows a picture. */
async function visit({ room, publishableKey }: { room: string; publishableKey: string }) {
  const start = performance.now();
  const confab = await window.Confab.connect({ publishableKey, room });
  const connected = performance.now();
  const joined = await confab.join(room);
  await new Promise<void>((resolve) => {
    joined.on("trackSubscribed", ({ track }) => {
      if (track.kind !== "video") return;
      const video = track.attach() as HTMLVideoElement;
      document.body.append(video);
      video.requestVideoFrameCallback(() => resolve());
    });
  });
  const seen = performance.now();
  await confab.close();
  return { connect: connected - start, joinToFrame: seen - connected };
}

function report(name: string, all: number[]): void {
  const sorted = [...all].sort((one, other) => one - other);
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1]!);
  console.log(`${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms (N=${all.length})`);
}

test("join() to the first decoded frame", async () => {
  const browser = await sharedBrowser();
  const room = newRoom();
  const ann = await Visitor.open(browser, { room, name: "Ann" });
  await ann.join();
  const visits: Visit[] = [];
  // The first visit warms the service up and does not count.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const bob = await Visitor.open(browser, { room, name: "Bob" });
    await bob.page.waitForFunction(() => window.Confab);
    const publishableKey = new URL(address({ room })).searchParams.get("publishable-key")!;
    const taken = await bob.page.evaluate(visit, { room, publishableKey });
    if (round > 0) visits.push(taken);
    await bob.context.close();
  }
  report(
    "connect(), guest token included",
    visits.map(({ connect }) => connect),
  );
  report(
    "join() to the first decoded frame",
    visits.map(({ joinToFrame }) => joinToFrame),
  );
  await browser.close();
});
