import { readFile } from "node:fs/promises";
import { transform } from "esbuild";

/** Style sheets stand in the sources as readable text; what is served carries them without the spaces. */
export const minifiedStyles = {
  name: "minified-styles",
  setup(context) {
    context.onLoad({ filter: /\.styles\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const [quoted, text] = source.match(/`([^`]*)`/) ?? [];
      const { code } = await transform(text, { loader: "css", minify: true, target: "safari15.4" });
      return { contents: source.replace(quoted, () => JSON.stringify(code.trim())), loader: "ts" };
    });
  },
};
