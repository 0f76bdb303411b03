import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { PATIENCE, sendEverybodyHome, sharedBrowser, Visitor } from "./visitor.js";

declare global {
  interface Window {
    /** What happened in the page, oldest first. */
    seen: string[];
  }
}

let browser: Browser;

beforeAll(async () => {
  browser = await sharedBrowser();
});

afterEach(sendEverybodyHome);

afterAll(() => browser?.close());

/** The first block of a language in a document that has these words. */
function block(document: string, language: string, words: string): string {
  const text = readFileSync(
    fileURLToPath(new URL(`../../../${document}`, import.meta.url)),
    "utf8",
  );
  const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  const found = blocks.find(([, its, code]) => its === language && code?.includes(words));
  if (!found) throw new Error(`${document} has no ${language} block with ${words}`);
  return found[2]!;
}

/** The example with our server in place of the one it names. */
function here(code: string): string {
  const { server, publishableKey } = inject("stage");
  return code
    .replaceAll(/https:\/\/calls\.example\.com|http:\/\/localhost:8080/g, server)
    .replaceAll("cfb_pk_…", publishableKey)
    .replaceAll('"@confab/sdk"', JSON.stringify(`${server}/sdk/1/confab.mjs`));
}

/** Somebody on a page of the shop with this body. */
async function open(body: string): Promise<Visitor> {
  const context = await browser.newContext();
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A shop</title>${body}`;
  const query = new URLSearchParams({ html });
  return Visitor.in(context, `http://shop.localhost:${inject("stage").site}/?${query}`);
}

/** A page that runs an example, with what the example takes for granted. */
async function run(code: string, identity: "ada" | "bob"): Promise<Visitor> {
  const { server, tokens } = inject("stage");
  const { code: script } = await transform(here(code), { loader: "ts", format: "esm" });
  return open(`<body><script>
      window.seen = [];
      const server = ${JSON.stringify(server)}, token = ${JSON.stringify(tokens[identity])};
      const tileOf = () => document.body;
      const show = ({ message }) => seen.push("shows " + message.text);
    </script><script type="module">${script}
      seen.push("ran to its end");
    </script>`);
}

/** Bob waits in a room, with microphone and camera, and notes what reaches him. */
const bob = (room: string) => `
  import { connect } from "@confab/sdk";
  const confab = await connect({ server, token });
  const room = await confab.join("${room}");
  room.on("trackSubscribed", ({ track }) => seen.push("gets " + track.source));
  room.on("participantLeft", ({ participant, reason }) => seen.push(participant.identity + " " + reason));
  room.chat.on("message", ({ message }) => seen.push("reads " + message.text));
  await room.media.publish({ audio: true, video: true });
`;

const seen = (page: Page) => page.evaluate(() => window.seen);

async function sees(visitor: Visitor, ...wanted: string[]): Promise<void> {
  await expect.poll(() => seen(visitor.page), PATIENCE).toEqual(expect.arrayContaining(wanted));
}

test.each(["README.md", "docs/client-sdk.md"])(
  "the example of %s says hi and leaves",
  async (document) => {
    const other = await run(bob("standup"), "bob");
    await sees(other, "ran to its end");

    const ada = await run(block(document, "ts", "room.leave()"), "ada");

    await sees(ada, "ran to its end");
    await sees(other, "reads hi", "ada left");
  },
);

test("the example of docs/quickstart.md is a call", async () => {
  const other = await run(bob("consultation-17"), "bob");
  await sees(other, "ran to its end");

  const ada = await run(block("docs/quickstart.md", "ts", "connect"), "ada");

  await sees(other, "gets camera", "gets microphone");
  await ada.page.locator("video").waitFor();
  await Promise.all([ada.watches(), other.watches()]);
});

test.each(["README.md", "docs/quickstart.md"])("the snippet of %s is a call", async (document) => {
  const snippet = here(block(document, "html", "front-desk"));
  const visitors = [await open(snippet), await open(snippet)];
  for (const [at, visitor] of visitors.entries()) {
    await visitor.introduces(`Visitor ${at + 1}`);
    await visitor.join();
  }

  await Promise.all(visitors.map((visitor) => visitor.receives("camera", "microphone")));
});
