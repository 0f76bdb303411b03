import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from "playwright-core";
import { expect, inject } from "vitest";
import type { ConfabCallElement } from "../../src/element/index.js";
import type { ConfabError } from "../../src/index.js";

declare global {
  interface Window {
    connections: RTCPeerConnection[];
    /** What the component told the page, oldest first. */
    told: { type: string; code?: string; message?: string; hint?: string; at: number }[];
  }
  interface HTMLElementTagNameMap {
    "confab-call": ConfabCallElement;
  }
}

/** Which page somebody opens. */
export interface Visit {
  room: string;
  name?: string;
  /** Host of the page; default `shop.localhost`, a secure page that the key lists. */
  host?: string;
  /** Address of Confab where it is not the script's own. */
  server?: string;
  publishableKey?: string;
}

/** How long anything may take here: the machine may be slow and busy. */
export const PATIENCE = { timeout: 40_000, interval: 100 };

/** Small and calm pages: drawing costs more than the call itself. */
const SMALL: BrowserContextOptions = {
  viewport: { width: 640, height: 480 },
  reducedMotion: "reduce",
};

/** Who came in the running test. */
const present = new Set<Visitor>();

/** Somebody in a browser context of their own, on the page of a site that is not Confab's. */
export class Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** The live `<confab-call>`. */
  readonly call: Locator;
  /** What must never happen on a page: violations of its policy, errors and rejections nobody caught. */
  readonly faults: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    this.call = page.locator("confab-call");
    page.setDefaultTimeout(PATIENCE.timeout);
    page.on("pageerror", (error) => this.faults.push(error.stack ?? error.message));
    page.on("console", (message) => {
      const text = message.text();
      if (/Content Security Policy|Trusted Type|integrity/.test(text)) this.faults.push(text);
    });
    present.add(this);
  }

  /** Opens a page of the shop. Of the permissions all are given, or these alone. */
  static async open(browser: Browser, visit: Visit, permissions?: string[]): Promise<Visitor> {
    const context = await browser.newContext(SMALL);
    if (permissions) await context.grantPermissions(permissions);
    return Visitor.in(context, address(visit));
  }

  /** Opens an address in a context of its own, or in one that is there. */
  static async in(context: BrowserContext, address: string): Promise<Visitor> {
    await context.addInitScript(watch);
    const visitor = new Visitor(context, await context.newPage());
    await visitor.page.goto(address);
    return visitor;
  }

  /** What "Duplicate tab" does: the same page with a copy of this one's storage. */
  async duplicate(): Promise<Visitor> {
    const tab = await this.page.evaluate(() => ({ ...sessionStorage }));
    const other = new Visitor(this.context, await this.context.newPage());
    await other.page.addInitScript((stored: Record<string, string>) => {
      for (const [key, value] of Object.entries(stored)) sessionStorage.setItem(key, value);
    }, tab);
    await other.page.goto(this.page.url());
    return other;
  }

  /** Clicks on a link that opens a tab. */
  async opensTab(link: string): Promise<Visitor> {
    const opening = this.context.waitForEvent("page");
    await this.page.getByRole("link", { name: link }).click();
    return new Visitor(this.context, await opening);
  }

  /** Types a name into the preview, where the page gives none. */
  async introduces(name: string): Promise<void> {
    await this.call.getByRole("textbox", { name: "Your name" }).fill(name);
  }

  /** Presses the button of the preview and waits until in the room. */
  async join(): Promise<void> {
    await this.press("Join call");
    await this.hears("confab-joined");
  }

  async press(button: string): Promise<void> {
    await this.call.getByRole("button", { name: button, exact: true }).click();
  }

  /** Waits until the component has told the page so. */
  async hears(type: string): Promise<Window["told"][number]> {
    const told = await this.page.waitForFunction(
      (wanted) => window.told.find((it) => it.type === wanted),
      type,
    );
    return (await told.jsonValue()) as Window["told"][number];
  }

  /** Waits until somebody reads this on the screen. */
  async reads(text: string | RegExp): Promise<void> {
    await this.call.getByText(text).first().waitFor();
  }

  /** Frames decoded so far, by incoming video. */
  decoded(): Promise<Record<string, number>> {
    return this.page.evaluate(framesDecoded);
  }

  /** Waits until each of `count` incoming videos has decoded ten more frames. */
  async watches(count = 1): Promise<void> {
    let start: Record<string, number> | undefined;
    await expect
      .poll(async () => {
        const now = await this.decoded();
        start ??= now;
        const growing = Object.keys(now).filter((id) => now[id]! >= (start?.[id] ?? 0) + 10);
        return growing.length;
      }, PATIENCE)
      .toBe(count);
  }

  /** Who we are in the room. */
  self(): Promise<{ id: string; identity: string; incarnation: number }> {
    return this.call.evaluate((call: ConfabCallElement) => {
      const { id, identity, incarnation } = call.room!.localParticipant;
      return { id, identity, incarnation };
    });
  }

  /** Who else is in the room, in the order they came. */
  others(): Promise<{ id: string; identity: string; incarnation: number; name: string }[]> {
    return this.call.evaluate((call: ConfabCallElement) =>
      [...(call.room?.participants.values() ?? [])].map((other) => ({
        id: other.id,
        identity: other.identity,
        incarnation: other.incarnation,
        name: other.displayName,
      })),
    );
  }

  /** Sources that are heard or seen of others, muted ones left out. */
  async receives(...sources: string[]): Promise<void> {
    await expect
      .poll(
        () =>
          this.call.evaluate((call: ConfabCallElement) =>
            [...(call.room?.participants.values() ?? [])]
              .flatMap(({ tracks }) => [...tracks.values()])
              .filter(({ muted }) => !muted)
              .map(({ source }) => source)
              .sort(),
          ),
        PATIENCE,
      )
      .toEqual(sources.sort());
  }

  /** Waits until there is a tile of this name. */
  async seesTile(name: string): Promise<void> {
    await this.call.getByRole("group", { name, exact: true }).waitFor();
  }

  /** Writes into the open chat. */
  async writes(text: string): Promise<void> {
    await this.call.getByRole("textbox", { name: "Message" }).fill(text);
    await this.press("Send message");
  }

  /** The chat as the page knows it. */
  messages(): Promise<{ text: string; status: string; own: boolean }[]> {
    return this.call.evaluate((call: ConfabCallElement) =>
      (call.room?.chat.messages ?? []).map(({ text, status, own }) => ({ text, status, own })),
    );
  }

  /** How much sound has arrived from everybody, silence left out. */
  hearsSound(): Promise<number> {
    return this.page.evaluate(async () => {
      let energy = 0;
      for (const connection of window.connections) {
        for (const stats of (await connection.getStats()).values()) {
          if (stats.type === "inbound-rtp" && stats.kind === "audio") {
            energy += stats.totalAudioEnergy ?? 0;
          }
        }
      }
      return energy;
    });
  }
}

/** The browser that all scenarios share; closing it closes what this file opened in it. */
export function sharedBrowser(): Promise<Browser> {
  return chromium.connect(inject("stage").browser);
}

/** Everybody goes home; whoever met a fault on the way says so. */
export async function sendEverybodyHome(): Promise<void> {
  const faults = [...present].flatMap((visitor) => visitor.faults);
  const contexts = new Set([...present].map(({ context }) => context));
  present.clear();
  for (const context of contexts) await context.close();
  expect(faults).toEqual([]);
}

/** A room name nobody has used. */
export function newRoom(prefix = "desk"): string {
  return `${prefix}-${crypto.randomUUID()}`;
}

export function address({ room, name, host = "shop.localhost", ...rest }: Visit): string {
  const { script, site, publishableKey } = inject("stage");
  const query = new URLSearchParams({
    script: JSON.stringify(script),
    room,
    ...(name !== undefined && { name }),
    ...(rest.server !== undefined && { server: rest.server }),
    "publishable-key": rest.publishableKey ?? publishableKey,
  });
  return `http://${host}:${site}/?${query}`;
}

/** Runs in the page, before any script of its own. */
function watch(): void {
  window.connections = [];
  window.told = [];
  const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      window.connections.push(this);
    }
  };
  for (const type of ["confab-joined", "confab-left", "confab-error", "confab-message"]) {
    document.addEventListener(type, (event) => {
      const { error } = (event as CustomEvent<{ error?: ConfabError }>).detail;
      const { code, message, hint } = error ?? {};
      window.told.push({
        type,
        at: Date.now(),
        ...(code !== undefined && { code }),
        ...(message !== undefined && { message }),
        ...(hint !== undefined && { hint }),
      });
    });
  }
}

/** Runs in the page. */
async function framesDecoded(): Promise<Record<string, number>> {
  const frames: Record<string, number> = {};
  for (const [index, connection] of window.connections.entries()) {
    if (connection.connectionState === "closed") continue;
    for (const stats of (await connection.getStats()).values()) {
      if (stats.type !== "inbound-rtp" || stats.kind !== "video") continue;
      if (stats.framesDecoded) frames[`${index} ${stats.mid}`] = stats.framesDecoded;
    }
  }
  return frames;
}
