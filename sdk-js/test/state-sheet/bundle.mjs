import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));

/** The element asks for the core; on the sheet it gets the fake one. */
const fakeCore = {
  name: "fake-core",
  setup(context) {
    context.onResolve({ filter: /^\.\.\/index\.js$/ }, ({ importer }) =>
      importer.includes("/src/element/") ? { path: `${here}fake-core.ts` } : undefined,
    );
  },
};

/** The page of the sheet as one classic script. */
export async function bundle() {
  const result = await build({
    entryPoints: [`${here}page.ts`],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    plugins: [fakeCore],
    define: { __CONFAB_VERSION__: '"state-sheet"', "import.meta.url": "undefined" },
  });
  return result.outputFiles[0].text;
}
