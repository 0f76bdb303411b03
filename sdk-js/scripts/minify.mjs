import { readFile } from "node:fs/promises";

/**
 * Numbers have names for readers. esbuild keeps each name as a variable of the bundle: this puts the
 * number where the name stands.
 */
export const inlinedNumbers = {
  name: "inlined-numbers",
  setup(context) {
    context.onLoad({ filter: /src\/.*\.ts$/ }, async ({ path }) => {
      let contents = await readFile(path, "utf8");
      for (const [line, name, number] of contents.matchAll(/^const ([A-Z_]+) = ([\d._]+);$/gm)) {
        contents = contents.replace(line, "").replace(new RegExp(`\\b${name}\\b`, "g"), number);
      }
      return { contents, loader: "ts" };
    });
  },
};

/** How everything that a Confab server serves is made small. */
export const minified = {
  minify: true,
  charset: "utf8",
  legalComments: "none",
  target: ["es2022", "safari16"],
  // The methods by which the parts of the SDK tell each other something: no page calls one.
  mangleProps: /^handle[A-Z]/,
  // That one is the browser's own name.
  reserveProps: /^handleEvent$/,
};
