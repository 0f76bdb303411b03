// Fails when the core or the component grows over its budget (gzip -9, minified, 1 kB = 1,000 bytes).
// The component counts as what it adds: the served script with both, less the core alone.
import { gzipSync } from "node:zlib";
import { minified } from "./minify.mjs";
import { define } from "./version.mjs";

const CORE_BYTES = 15_000;
const ELEMENT_BYTES = 25_000;

async function bytesOf(entry, format) {
  const { code, metafile } = await minified({
    entryPoints: [entry],
    format,
    metafile: true,
    define: format === "iife" ? { ...define, "import.meta.url": "undefined" } : define,
  });
  if (process.argv.includes("--parts")) list(metafile);
  return gzipSync(code, { level: 9 }).length;
}

function list({ outputs }) {
  for (const [file, { bytesInOutput }] of Object.entries(Object.values(outputs)[0].inputs)) {
    console.log(String(bytesInOutput).padStart(7), file);
  }
}

function judge(what, bytes, budget) {
  console.log(`${what}: ${bytes} bytes gzip, budget ${budget}`);
  if (bytes <= budget) return;
  console.error(`The ${what} is ${bytes - budget} bytes over its budget.`);
  process.exitCode = 1;
}

const core = await bytesOf("src/index.ts", "esm");
const both = await bytesOf("src/script.ts", "iife");
judge("core", core, CORE_BYTES);
judge("component", both - core, ELEMENT_BYTES);
