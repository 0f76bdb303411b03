import { defineConfig } from "vitest/config";
import { define } from "../../scripts/version.mjs";
import { closingLine } from "./closing-line.js";

export default defineConfig({
  define,
  plugins: [closingLine()],
  test: {
    dir: import.meta.dirname,
    include: ["**/*.test.ts"],
    globalSetup: [`${import.meta.dirname}/stage.ts`],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
