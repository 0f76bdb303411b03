import { defineConfig } from "vitest/config";
import { define } from "./scripts/version.mjs";

export default defineConfig({
  define,
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/browser/**"],
    testTimeout: 20_000,
  },
});
