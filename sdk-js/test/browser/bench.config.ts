import { defineConfig } from "vitest/config";
import { define } from "../../scripts/version.mjs";

export default defineConfig({
  define,
  test: {
    dir: import.meta.dirname,
    include: ["join.bench.ts"],
    globalSetup: [`${import.meta.dirname}/stage.ts`],
    testTimeout: 600_000,
    hookTimeout: 60_000,
    disableConsoleIntercept: true,
  },
});
