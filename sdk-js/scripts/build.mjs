// Builds `dist`: the npm modules, the files that a Confab server serves under /sdk/, and the types.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { minified, target } from "./minify.mjs";
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
  target,
  charset: "utf8",
  logLevel: "warning",
};
const forNpm = { ...common, format: "esm", define: { ...define, "import.meta.url": "undefined" } };

/** A file that the server serves, with its source map beside it. */
async function serve(file, options) {
  const outfile = `dist/${file}`;
  const { code, map } = await minified({ absWorkingDir: root, define, ...options, outfile });
  // One line above the code, so one line above everything in the map.
  const banner = `/* @confab/sdk ${version} */\n`;
  writeFileSync(`${root}${outfile}`, `${banner}${code}//# sourceMappingURL=${file}.map\n`);
  writeFileSync(`${root}${outfile}.map`, shifted(map));
}

function shifted(map) {
  const { mappings, ...rest } = JSON.parse(map);
  return JSON.stringify({ ...rest, mappings: `;${mappings}` });
}

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
await serve("confab.mjs", { ...core, format: "esm" });
await serve("element.mjs", { ...element, format: "esm", plugins: [coreFrom("./confab.mjs")] });
await serve("confab.js", {
  entryPoints: ["src/script.ts"],
  format: "iife",
  globalName: "Confab",
  define: { ...define, "import.meta.url": "undefined" },
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
