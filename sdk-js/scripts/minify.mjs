import { readFile } from "node:fs/promises";
import { build, transform } from "esbuild";
import { minifiedStyles } from "./styles.mjs";

/** What does nothing: fields that a class declares for its types and sets in its constructor, empty defaults of a switch. */
const idle = /^ {2}(?:readonly )?\w+: [^=;(\n]+;$|^ +default:$(?=\n +\}$)/gm;

/**
 * Numbers have names for readers. esbuild keeps each name as a variable of the bundle: this puts the
 * number where the name stands.
 */
const inlinedNumbers = {
  name: "inlined-numbers",
  setup(context) {
    context.onLoad({ filter: /src\/.*\.ts$/ }, async ({ path }) => {
      let contents = (await readFile(path, "utf8")).replaceAll(idle, "");
      for (const [line, name, number] of contents.matchAll(/^const ([A-Z_]+) = ([\d._]+);$/gm)) {
        contents = contents.replace(line, "").replace(new RegExp(`\\b${name}\\b`, "g"), number);
      }
      return { contents, loader: "ts" };
    });
  },
};

/** The oldest that the SDK runs on. */
export const target = ["es2022", "safari16"];

/**
 * Members that neither a page nor a browser knows by name, those of the core before those of the element,
 * which is a file of its own and must not use the core's. What is called handle… is not listed.
 */
const internal = `
  abandon accepts callers current describe described emit expectSignNow expectSignsWithin failAll findOwn forward hasListeners opened
  outgoing owned peerStateChanged playbackBlocked polite prepare relayed renew renewable reopens sending signaling since unsent unsettled useAnyDevice useSpeaker woken
  keep members peer peers playback put refresh release search servers sync tokens
  askName dismissable focusPanelButton microphoneOn notices soundOn withdraw
`;

/** What everything that a Confab server serves is made for, and made small with. */
const small = {
  charset: "utf8",
  legalComments: "none",
  target,
  // What the parts of the SDK call of each other: no page does.
  mangleProps: new RegExp(`^(handle[A-Z].*|${internal.trim().split(/\s+/).join("|")})$`),
  // That one is the browser's own name.
  reserveProps: /^handleEvent$/,
};

/**
 * A small file from an entry, and its source map. In two steps, which makes it smaller than one: names
 * are counted when everything unused is gone.
 */
export async function minified({ plugins = [], ...options }) {
  const bundled = await build({
    ...options,
    ...small,
    bundle: true,
    minifySyntax: true,
    sourcemap: "inline",
    plugins: [...plugins, minifiedStyles, inlinedNumbers],
    write: false,
  });
  const { code, map } = await transform(bundled.outputFiles[0].text, {
    minify: true,
    charset: small.charset,
    legalComments: small.legalComments,
    target: small.target,
    format: options.format === "esm" ? "esm" : undefined,
    sourcemap: "external",
  });
  return { code, map, metafile: bundled.metafile };
}
