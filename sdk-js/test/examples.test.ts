import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { clientErrorCodes } from "../src/errors.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const specification = readFileSync(join(root, "docs/client-sdk.md"), "utf8");
/** Below the package, so that its own name resolves. */
const folder = fileURLToPath(new URL("../node_modules/.examples", import.meta.url));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What examples take for granted; each may declare its own instead. */
const prelude = `
type Sdk = typeof import("@confab/sdk");
declare const connect: Sdk["connect"];
declare const server: string;
declare const token: string;
declare const room: import("@confab/sdk").Room;
declare function tileOf(participant: import("@confab/sdk").Participant): HTMLElement;
declare function show(event: { message: import("@confab/sdk").ChatMessage }): void;
`;

const config = {
  extends: "../../tsconfig.json",
  compilerOptions: {
    rootDir: "../..",
    noUnusedLocals: false,
    paths: { "@confab/sdk": ["../../src/index.ts"], "@confab/sdk/*": ["../../src/*/index.ts"] },
  },
};

/** The examples of a page that use the SDK: all of the specification's, elsewhere those that import it. */
function examplesOf(page: string): string[] {
  const blocks = readFileSync(join(root, page), "utf8").matchAll(/^```ts\n(.*?)^```$/gms);
  return [...blocks]
    .map(([, code = ""]) => code)
    .filter((code) => page.endsWith("client-sdk.md") || code.includes('from "@confab/sdk'));
}

test("every example type-checks", () => {
  const docs = readdirSync(join(root, "docs")).filter((file) => file.endsWith(".md"));
  const pages = ["README.md", ...docs.map((file) => `docs/${file}`)];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "prelude.d.ts"), prelude);
  const files = ["prelude.d.ts"];
  for (const page of pages) {
    for (const [index, code] of examplesOf(page).entries()) {
      const name = `${page.replaceAll(/\W/g, "-")}-${index + 1}.ts`;
      writeFileSync(join(folder, name), `${code}\nexport {};\n`);
      files.push(name);
    }
  }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...config, files }));

  const { stdout } = spawnSync(
    process.execPath,
    ["node_modules/typescript/bin/tsc", "-p", folder],
    { cwd: join(root, "sdk-js"), encoding: "utf8" },
  );

  expect(files.length).toBeGreaterThan(6);
  expect(stdout).toBe("");
}, 60_000);

/** The names of the events that an interface declares. */
function eventsOf(file: string, type: string): string[] {
  const source = readFileSync(new URL(`../src/${file}`, import.meta.url), "utf8");
  const [, body = ""] =
    source.match(new RegExp(`interface ${type}[^{]*\\{\n(.*?)\n\\}`, "s")) ?? [];
  return [...body.matchAll(/^ {2}(\w+): /gm)].map(([, name = ""]) => name);
}

test.each([
  ["confab.ts", "ConfabEvents"],
  ["room-events.ts", "MemberEvents"],
  ["room-events.ts", "RoomEvents"],
  ["media/media.ts", "MediaEvents"],
  ["media/tracks.ts", "TrackEvents"],
  ["chat/chat.ts", "ChatEvents"],
  ["data/channel.ts", "DataChannelEvents"],
])("the specification tells of every event of %s %s", (file, type) => {
  const names = eventsOf(file, type);

  expect(names.length).toBeGreaterThan(2);
  expect(names.filter((name) => !specification.includes(`\`${name}\``))).toEqual([]);
});

test("the specification has a row for every error of the SDK", () => {
  expect(clientErrorCodes.filter((code) => !specification.includes(`| \`${code}\` |`))).toEqual([]);
});
