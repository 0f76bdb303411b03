import type { ConfabCallAttributes, ConfabCallProps } from "./attributes.js";
import { ConfabCallElement, type ConfabCallEventMap } from "./confab-call.js";
import { register } from "./register.js";

export { addStrings, type StringKey, type StringTable } from "./strings.js";
export type { ConfabCallAttributes, ConfabCallEventMap, ConfabCallProps };
export { ConfabCallElement, register };

register();

declare global {
  interface HTMLElementTagNameMap {
    "confab-call": ConfabCallElement;
  }
  interface HTMLElementEventMap extends ConfabCallEventMap {}
}
