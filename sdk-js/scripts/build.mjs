// Builds `dist`: the npm modules, the files that a Confab server serves under /sdk/, and the types.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { define, version } from "./version.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const withElement = existsSync(`${root}src/element/index.ts`);

/** The element shares the core with the page's own import: it imports it, it does not bundle it. */
function coreFrom(file) {
  return {
    name: "core",
    setup(context) {
      context.onResolve({ filter: /^(\.\.\/)+index\.js$/ }, () => ({ path: file, external: true }));
    },
  };
}

const common = {
  absWorkingDir: root,
  bundle: true,
  target: ["es2022", "safari15.4"],
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
};
const forNpm = { ...common, format: "esm", define: { ...define, "import.meta.url": "undefined" } };
const served = { ...common, minify: true, sourcemap: "linked", define };
const banner = { js: `/* @confab/sdk ${version} */` };

rmSync(`${root}dist`, { recursive: true, force: true });

await build({ ...forNpm, entryPoints: ["src/index.ts"], outfile: "dist/index.js" });
await build({
  ...served,
  banner,
  format: "esm",
  entryPoints: ["src/index.ts"],
  outfile: "dist/confab.mjs",
});
if (withElement) {
  await build({
    ...forNpm,
    plugins: [coreFrom("./index.js")],
    entryPoints: ["src/element/index.ts"],
    outfile: "dist/element.js",
  });
  await build({
    ...served,
    banner,
    format: "esm",
    plugins: [coreFrom("./confab.mjs")],
    entryPoints: ["src/element/index.ts"],
    outfile: "dist/element.mjs",
  });
}
await build({
  ...served,
  banner,
  format: "iife",
  globalName: "Confab",
  define: { ...define, "import.meta.url": "undefined" },
  entryPoints: [withElement ? "src/script.ts" : "src/index.ts"],
  outfile: "dist/confab.js",
});

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.types.json"], {
  cwd: root,
  stdio: "inherit",
});

const integrity = {};
for (const file of ["confab.js", "confab.mjs", "element.mjs"]) {
  if (existsSync(`${root}dist/${file}`)) {
    const digest = createHash("sha384")
      .update(readFileSync(`${root}dist/${file}`))
      .digest("base64");
    integrity[file] = `sha384-${digest}`;
  }
}
writeFileSync(`${root}dist/integrity.json`, `${JSON.stringify(integrity, null, 2)}\n`);
