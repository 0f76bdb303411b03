import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
// @ts-expect-error plain modules of the state sheet, which is drawn with the same page
import { bundle } from "../state-sheet/bundle.mjs";
// @ts-expect-error see above
import { serve } from "../state-sheet/server.mjs";
import { sharedBrowser } from "./visitor.js";

let browser: Browser;
let site: { address: string; close(): void };
let page: Page;
let faults: string[];

beforeAll(async () => {
  site = await serve(await bundle());
  browser = await sharedBrowser();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  page.setDefaultTimeout(20_000);
  faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (line) => line.type() === "error" && faults.push(line.text()));
});
afterEach(async () => {
  await page.close();
  // The page stands under the strictest policy and Trusted Types: any breach is an error on its console.
  expect(faults).toEqual([]);
});

const open = (scene: string) => page.goto(`${site.address}/?scene=${scene}`);
const button = (name: string) => page.getByRole("button", { name, exact: true });
const focused = () =>
  page.evaluate(() => {
    const inside = document.querySelector("confab-call")?.shadowRoot?.activeElement;
    return inside?.getAttribute("aria-label") ?? inside?.textContent ?? "";
  });

async function join(scene: string): Promise<void> {
  await open(scene);
  await button("Join call").click();
  await page.getByRole("toolbar").waitFor();
}

describe("<confab-call> before joining", () => {
  it("can be walked and joined by keyboard alone", async () => {
    await open("two");
    await page.getByRole("textbox", { name: "Your name" }).focus();
    await page.keyboard.type("Ana");
    await page.keyboard.press("Enter");

    await page.getByRole("group", { name: "Ife Adeyemi" }).waitFor();
    expect(await focused()).toBe("Mute microphone");
  });

  it("says what to do about a refused camera, and lets in all the same", async () => {
    await open("refused");
    await page.getByText("Your browser blocks the camera").waitFor();

    await button("Join call").click();

    await page.getByRole("toolbar").waitFor();
  });

  it("explains to the developer what the tag lacks", async () => {
    await open("misconfigured");
    await page.getByText("For the developer").click();

    await page.getByText("needs the attribute room").waitFor();
  });
});

describe("<confab-call> in a call", () => {
  it("is one tab stop that the arrow keys walk", async () => {
    await join("two");
    await button("Mute microphone").focus();
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe("Turn camera off");
    await page.keyboard.press("End");
    expect(await focused()).toBe("Devices");
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe("Mute microphone");

    const stops = await page
      .getByRole("toolbar")
      .locator("button")
      .evaluateAll((all) => all.filter((one) => (one as HTMLButtonElement).tabIndex === 0).length);
    expect(stops).toBe(1);
  });

  it("shows a muted microphone only once the track is mute", async () => {
    await join("two");
    await page.keyboard.press("m");

    await button("Unmute microphone").waitFor();
    await page.getByRole("group", { name: "You, microphone off" }).waitFor();
    const told = page.getByRole("status").filter({ hasText: "Microphone off" });
    await told.waitFor({ state: "attached" });
  });

  it("brings the focus into the chat and back", async () => {
    await join("two");
    await button("Chat").click();
    const field = page.getByRole("textbox", { name: "Message" });
    await field.fill("<img src=x onerror=alert(1)> https://example.com/a.");
    await page.keyboard.press("Enter");

    const log = page.getByRole("log");
    await log.getByText("<img src=x onerror=alert(1)>").waitFor();
    const link = log.getByRole("link", { name: "example.com/a" });
    expect(await link.getAttribute("href")).toBe("https://example.com/a");
    expect(await link.getAttribute("rel")).toContain("noopener");

    await page.keyboard.press("Escape");
    expect(await focused()).toBe("Chat");
  });

  it("leaves shortcuts alone while somebody writes", async () => {
    await join("two");
    await button("Chat").click();
    await page.getByRole("textbox", { name: "Message" }).pressSequentially("mvc");

    await button("Mute microphone").waitFor();
    expect(await page.getByRole("textbox", { name: "Message" }).inputValue()).toBe("mvc");
  });

  it("stays when the page prevents leaving", async () => {
    await join("two");
    await page.evaluate(() => {
      const once = { once: true };
      document.addEventListener("confab-before-leave", (event) => event.preventDefault(), once);
    });
    await button("Leave call").click();
    await button("Leave call").click();

    await page.getByRole("heading", { name: "You left the call" }).waitFor();
  });

  it("tells the page in events that cross the shadow root", async () => {
    await open("two");
    const told = page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const seen: string[] = [];
          for (const type of ["confab-joined", "confab-message", "confab-left"]) {
            document.body.addEventListener(type, () => {
              seen.push(type);
              if (type === "confab-left") resolve(seen);
            });
          }
        }),
    );
    await button("Join call").click();
    await button("Chat").click();
    await page.getByRole("textbox", { name: "Message" }).fill("hi");
    await page.keyboard.press("Enter");
    await button("Leave call").click();

    expect(await told).toEqual(["confab-joined", "confab-message", "confab-left"]);
  });

  it("plays nobody twice and everybody, however many there are", async () => {
    await join("nine");
    await page.getByRole("group", { name: /^Ruth Ellery/ }).waitFor();

    const sounds = await page.evaluate(
      () => document.querySelector("confab-call")?.shadowRoot?.querySelectorAll("audio").length,
    );
    expect(sounds).toBe(8);
  });

  it("survives being moved, and ends when it is taken away", async () => {
    await join("two");
    const stillThere = await page.evaluate(async () => {
      const call = document.querySelector("confab-call") as HTMLElement & { room?: unknown };
      const box = document.createElement("div");
      document.body.append(box);
      box.append(call);
      await new Promise((resolve) => setTimeout(resolve));
      const moved = call.room !== undefined;
      call.remove();
      await new Promise((resolve) => setTimeout(resolve));
      return [moved, call.room !== undefined];
    });
    expect(stillThere).toEqual([true, false]);
  });
});

describe("<confab-call> as a whole", () => {
  const scenes = [
    "sharing",
    "reconnecting",
    "removed",
    "full",
    "hear",
    "chat",
    "devices",
    "invite",
  ];

  it.each(scenes)("names every control and overflows nowhere: %s", async (scene) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(scene);
    await button("Join call").click();
    await page.waitForTimeout(300);
    const found = await page.evaluate(inspect);

    expect(found).toEqual({ nameless: [], small: [], wide: [] });
  });
});

/** Runs in the page: controls without a name, targets under 44 px for a finger, parts wider than the call. */
function inspect() {
  const root = document.querySelector("confab-call")?.shadowRoot;
  const all = [
    ...(root?.querySelectorAll<HTMLElement>("button, input, select, textarea, a") ?? []),
  ];
  const shown = all.filter((one) => one.checkVisibility());
  const label = (one: HTMLElement) =>
    one.getAttribute("aria-label") ||
    one.textContent ||
    [...((one as HTMLInputElement).labels ?? [])].map((by) => by.textContent).join("");
  const box = (one: HTMLElement) => one.getBoundingClientRect();
  return {
    nameless: shown.filter((one) => !label(one)).map((one) => one.outerHTML),
    small: shown
      .filter(
        (one) => one.matches("button.control, input, select, textarea") && box(one).height < 44,
      )
      .map((one) => one.outerHTML),
    wide: shown.filter((one) => box(one).right > innerWidth + 1).map((one) => one.outerHTML),
  };
}
