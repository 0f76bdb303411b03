import { ConfabCallElement, type ConfabCallEventMap } from "./confab-call.js";
import { register } from "./register.js";

export { addStrings, type StringKey, type StringTable } from "./strings.js";
export { ConfabCallElement, type ConfabCallEventMap };

register();

declare global {
  interface HTMLElementTagNameMap {
    "confab-call": ConfabCallElement;
  }
  interface HTMLElementEventMap extends ConfabCallEventMap {}
}
