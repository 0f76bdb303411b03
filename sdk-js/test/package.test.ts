import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { version } from "../src/index.js";

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");

test("the version comes from package.json", () => {
  expect(version).toBe(JSON.parse(read("package.json")).version);
});

test("the lock file names no registry host", () => {
  expect(read("package-lock.json")).not.toContain("resolved");
});
