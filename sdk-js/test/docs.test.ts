import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientErrorCodes } from "../src/errors.js";
import { errorCodes } from "../src/protocol/codes.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "confab-docs-"));
const pages = () =>
  (readdirSync(folder, { recursive: true }) as string[]).filter((file) => file.endsWith(".html"));
const read = (file: string) => readFileSync(join(folder, file), "utf8");

beforeAll(() => {
  execFileSync(process.execPath, ["scripts/docs.mjs", folder], { cwd: root, stdio: "pipe" });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The file behind an address of the site, or undefined for one outside of the documents. */
function fileOf(address: string): string | undefined {
  const path = address.split("#")[0]!;
  if (!path.startsWith("/docs/")) return undefined;
  const name = path.slice("/docs/".length);
  return name === "" ? "index.html" : /\.\w+$/.test(name) ? name : `${name}.html`;
}

/** Whether a link of a page leads to something there; links out of the documents are not ours to judge. */
function leadsSomewhere(page: string, address: string): boolean {
  const target = address.startsWith("#") ? page : fileOf(address);
  if (target === undefined) return true;
  if (!existsSync(join(folder, target))) return false;
  const fragment = address.split("#")[1];
  return !fragment || read(target).includes(`id="${fragment}"`);
}

describe("the rendered documents", () => {
  it("lead nowhere that does not exist", () => {
    const broken = pages().flatMap((page) =>
      [...read(page).matchAll(/(?:href|src)="([^"]+)"/g)]
        .map(([, address = ""]) => address)
        .filter((address) => !leadsSomewhere(page, address))
        .map((address) => `${page}: ${address}`),
    );
    expect(broken).toEqual([]);
  });

  it("need no inline script or style", () => {
    for (const page of pages()) {
      expect(read(page)).not.toMatch(/<script(?![^>]* src=)|<style| style="| on\w+="/);
    }
  });

  it("have a page for every code of the server and of the SDK", () => {
    const missing = [...Object.keys(errorCodes), ...clientErrorCodes].filter(
      (code) => !existsSync(join(folder, "errors", `${code}.html`)),
    );
    expect(missing).toEqual([]);
  });
});
