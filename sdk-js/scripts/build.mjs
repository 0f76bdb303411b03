// Builds `dist`: the npm modules, the files that a Confab server serves under /sdk/, and the types.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { inlinedNumbers, minified } from "./minify.mjs";
import { minifiedStyles } from "./styles.mjs";
import { define, version } from "./version.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The element shares the core with the page's own import: it imports it, errors included, and bundles none of it. */
function coreFrom(file) {
  return {
    name: "core",
    setup(context) {
      const core = /^(\.\.\/)+index\.js$|^\.\/errors\.js$/;
      context.onResolve({ filter: core }, () => ({ path: file, external: true }));
    },
  };
}

/** The React entry only adds to the element: it imports it as well. */
function elementFrom(file) {
  return {
    name: "element",
    setup(context) {
      const filter = /^\.\/element\/index\.js$/;
      context.onResolve({ filter }, () => ({ path: file, external: true }));
    },
  };
}

const common = {
  absWorkingDir: root,
  bundle: true,
  target: minified.target,
  charset: "utf8",
  logLevel: "warning",
};
const forNpm = { ...common, format: "esm", define: { ...define, "import.meta.url": "undefined" } };
const served = {
  ...common,
  ...minified,
  plugins: [minifiedStyles, inlinedNumbers],
  sourcemap: "linked",
  banner: { js: `/* @confab/sdk ${version} */` },
  define,
};

rmSync(`${root}dist`, { recursive: true, force: true });

const core = { entryPoints: ["src/index.ts"] };
const element = { entryPoints: ["src/element/index.ts"] };

await build({ ...forNpm, ...core, outfile: "dist/index.js" });
await build({
  ...forNpm,
  ...element,
  plugins: [coreFrom("./index.js")],
  outfile: "dist/element.js",
});
await build({
  ...forNpm,
  entryPoints: ["src/react.ts"],
  plugins: [elementFrom("./element.js")],
  outfile: "dist/react.js",
});
await build({ ...served, ...core, format: "esm", outfile: "dist/confab.mjs" });
await build({
  ...served,
  ...element,
  format: "esm",
  plugins: [coreFrom("./confab.mjs"), ...served.plugins],
  outfile: "dist/element.mjs",
});
await build({
  ...served,
  format: "iife",
  globalName: "Confab",
  define: { ...define, "import.meta.url": "undefined" },
  entryPoints: ["src/script.ts"],
  outfile: "dist/confab.js",
});

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.types.json"], {
  cwd: root,
  stdio: "inherit",
});

const integrity = {};
for (const file of ["confab.js", "confab.mjs", "element.mjs"]) {
  const digest = createHash("sha384")
    .update(readFileSync(`${root}dist/${file}`))
    .digest("base64");
  integrity[file] = `sha384-${digest}`;
}
writeFileSync(`${root}dist/integrity.json`, `${JSON.stringify(integrity, null, 2)}\n`);
