import { defineConfig } from "vitest/config";
import { define } from "../../scripts/version.mjs";

export default defineConfig({
  define,
  test: {
    dir: import.meta.dirname,
    include: ["**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
