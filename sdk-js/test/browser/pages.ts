import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import type * as ConfabExports from "../../src/index.js";

declare global {
  interface Window {
    Confab: typeof ConfabExports;
    /** What a scenario keeps between two calls of `evaluate`. */
    confab: ConfabExports.Confab;
    room: ConfabExports.Room;
    connections: RTCPeerConnection[];
    seen: string[];
    received: unknown[];
  }
}

/** Proven for calls on small machines without a screen; see docs/contributing.md. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];

export function launch(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: flags });
}

/** A page of its own context that has the SDK and remembers every RTCPeerConnection it makes. */
export async function open(browser: Browser, address: string): Promise<Page> {
  const context: BrowserContext = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on("pageerror", (error) => console.error(`[page] ${error.stack}`));
  await page.addInitScript(() => {
    window.connections = [];
    window.seen = [];
    window.received = [];
    const Real = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Real {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        window.connections.push(this);
      }
    };
  });
  await page.goto(address);
  return page;
}

/** Connects and joins; `window.seen` gets a line per event, `window.received` the data messages. */
export async function join(page: Page, identity: string): Promise<void> {
  await page.evaluate(async (token) => {
    window.confab = await window.Confab.connect({ token });
    window.room = await window.confab.join("smoke");
    const { room, seen } = window;
    room.on("trackSubscribed", ({ track, participant }) => {
      seen.push(`subscribed ${participant.identity} ${track.name}`);
      const element = track.attach();
      element.id = track.name;
      document.body.append(element);
    });
    room.on("trackUnsubscribed", ({ track }) => {
      seen.push(`unsubscribed ${track.name}`);
      document.getElementById(track.name)?.remove();
    });
    room.on("trackMuted", ({ track }) => seen.push(`muted ${track.name}`));
    room.on("trackUnmuted", ({ track }) => seen.push(`unmuted ${track.name}`));
    room.on("peerStateChanged", ({ state }) => seen.push(`peer ${state}`));
    room.on("participantLeft", ({ participant }) => seen.push(`left ${participant.identity}`));
    room.chat.on("message", ({ message }) => seen.push(`chat ${message.text} ${message.own}`));
    room.data.channel("test").on("message", ({ data }) => window.received.push(data));
  }, identity);
}

/** Waits until `window.seen` has the line. */
export async function sees(page: Page, line: string): Promise<void> {
  await page
    .waitForFunction((text) => window.seen.includes(text), line)
    .catch(async () => {
      const seen = await page.evaluate(() => window.seen);
      throw new Error(`never saw "${line}", only:\n${seen.join("\n")}`);
    });
}

/** Waits until the element with this id shows ten more frames, or plays half a second more sound. */
export async function plays(page: Page, id: string): Promise<void> {
  await page.evaluate(async (name) => {
    const element = document.getElementById(name);
    if (!(element instanceof HTMLMediaElement)) throw new Error(`no element ${name}`);
    const video = element instanceof HTMLVideoElement;
    const played = () =>
      video ? element.getVideoPlaybackQuality().totalVideoFrames / 10 : element.currentTime * 2;
    const start = played();
    const until = Date.now() + 25_000;
    while (played() < start + 1) {
      if (Date.now() > until) throw new Error(`${name} does not play`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, id);
}
