/** The classic script: `window.Confab` holds all exports, and `<confab-call>` is registered. */
export * from "./element/index.js";
export * from "./index.js";
