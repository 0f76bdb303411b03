import { baseStyles } from "./base.styles.js";
import { endingStyles } from "./ending.styles.js";
import { panelStyles } from "./panel.styles.js";
import { roomStyles } from "./room.styles.js";
import { setupStyles } from "./setup.styles.js";
import { tileStyles } from "./tile.styles.js";
import { tokens } from "./tokens.js";

const text = [
  tokens,
  baseStyles,
  setupStyles,
  tileStyles,
  roomStyles,
  panelStyles,
  endingStyles,
].join("");

let shared: CSSStyleSheet | undefined;

/** One constructed sheet for every call on the page: a strict style-src has nothing to object to. */
export function adoptStyles(root: ShadowRoot): void {
  if ("adoptedStyleSheets" in root) {
    if (!shared) {
      shared = new CSSStyleSheet();
      shared.replaceSync(text);
    }
    root.adoptedStyleSheets = [shared];
    return;
  }
  // Safari before 16.4 has no constructed sheets; there a strict style-src must allow inline styles.
  const style = document.createElement("style");
  style.textContent = text;
  (root as ShadowRoot).append(style);
}
