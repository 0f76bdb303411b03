import { readFileSync } from "node:fs";

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** The version's one home is package.json; builds and tests put it into the code through this define. */
export const version = manifest.version;
export const define = { __CONFAB_VERSION__: JSON.stringify(version) };
