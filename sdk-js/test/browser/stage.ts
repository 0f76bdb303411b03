import type { TestProject } from "vitest/node";
import { version } from "../../scripts/version.mjs";
import { Camera } from "./camera.js";
import { launchForAll } from "./chromium.js";
import { Coturn } from "./coturn.js";
import { Service } from "./service.js";
import { type Script, Site } from "./site.js";

/** What every scenario plays on. */
export interface Stage {
  /** WebSocket address of the one browser. */
  browser: string;
  /** Address of the service. */
  server: string;
  script: Script;
  /** Port of the customer's site, on any name in `*.localhost` and `*.test`. */
  site: number;
  publishableKey: string;
  /** Tokens of a backend, by identity, for the rooms that the documents speak of. */
  tokens: Record<"ada" | "bob", string>;
}

declare module "vitest" {
  export interface ProvidedContext {
    stage: Stage;
  }
}

/** Whatever was started last ends first. */
const endings: (() => Promise<unknown>)[] = [];

async function owned<T>(starting: Promise<T>, end: (thing: T) => Promise<unknown>): Promise<T> {
  const thing = await starting;
  endings.unshift(() => end(thing));
  return thing;
}

/** What a site owner asks for: a key for the pages of one shop, and what its rooms are like. */
const key = (site: number) => ({
  name: "Pages of the shop",
  origins: [`http://shop.localhost:${site}`, `http://shop.test:${site}`],
  rooms: [
    { match: "desk-*", template: { relayOnly: false } },
    { match: "pair-*", template: { relayOnly: false, maxParticipants: 2 } },
    { match: "relay-*" },
    { match: "front-desk", template: { relayOnly: false } },
  ],
  quota: { guestTokensPerMinute: 10_000 },
});

async function setUp(): Promise<Stage> {
  const coturn = await owned(Coturn.start(), (it) => it.stop());
  const service = await owned(Service.start(coturn.configuration), (it) => it.stop());
  const site = await owned(Site.open(), (it) => it.close());
  const camera = await owned(Camera.make(), (it) => it.remove());
  const browser = await owned(launchForAll(camera.path), (it) => it.close());
  return {
    browser: browser.wsEndpoint(),
    server: service.address,
    script: await service.script(version),
    site: site.port,
    publishableKey: await service.publishableKey(key(site.port)),
    tokens: await service.tokens("ada", "bob"),
  };
}

async function tearDown(): Promise<void> {
  for (const end of endings.splice(0)) await end();
}

/** Starts everything once for all files, and ends it after the last. */
export default async function run({ provide }: TestProject): Promise<() => Promise<void>> {
  try {
    provide("stage", await setUp());
  } catch (fault) {
    await tearDown();
    throw fault;
  }
  return tearDown;
}
