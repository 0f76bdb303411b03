// Fails when the core grows over its budget (gzip -9 of the minified ESM, 1 kB = 1,000 bytes).
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { define } from "./version.mjs";

const BUDGET_BYTES = 15_000;

const result = await build({
  entryPoints: ["src/index.ts"],
  bundle: true,
  format: "esm",
  minify: true,
  target: ["es2022", "safari15.4"],
  charset: "utf8",
  legalComments: "none",
  metafile: process.argv.includes("--parts"),
  write: false,
  define,
});
const bytes = gzipSync(result.outputFiles[0].contents, { level: 9 }).length;

if (result.metafile) {
  const { inputs } = Object.values(result.metafile.outputs)[0];
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    console.log(String(bytesInOutput).padStart(7), file);
  }
}
console.log(`core: ${bytes} bytes gzip, budget ${BUDGET_BYTES}`);
if (bytes > BUDGET_BYTES) {
  console.error(`The core is ${bytes - BUDGET_BYTES} bytes over its budget.`);
  process.exit(1);
}
