import { h, setAttribute, setIcon, setText } from "./dom.js";
import type { IconName } from "./icons.js";
import { ViewElement } from "./view-element.js";

export interface ControlState {
  readonly name: string;
  readonly label: string;
  readonly icon: IconName;
  /** plain, off (a muted device), active (an open panel, a running share), leave. */
  readonly look: "plain" | "off" | "active" | "leave";
  readonly busy?: boolean;
  readonly badge?: number;
  /** For buttons that open a panel. */
  readonly expanded?: boolean;
  readonly shortcut?: string;
}

/** A round button with an icon, its name as a tooltip, and a badge. Its click bubbles as a plain click. */
export class ControlElement extends ViewElement<ControlState> {
  readonly button = h("button", { type: "button", class: "control" });
  readonly #tip = h("span", { class: "tip", "aria-hidden": "true" });
  readonly #key = h("kbd");
  readonly #badge = h("span", { class: "badge", "aria-hidden": "true" });
  readonly #word = h("span");

  protected build(): void {
    this.#tip.append(this.#word, this.#key);
    this.button.append(this.#badge, this.#tip);
    this.append(this.button);
  }

  protected update(state: ControlState): void {
    setIcon(this.button, state.icon);
    setText(this.#word, state.label);
    setText(this.#key, state.shortcut?.toUpperCase() ?? "");
    this.#key.hidden = !state.shortcut;
    setText(this.#badge, state.badge ? String(Math.min(99, state.badge)) : "");
    this.#badge.hidden = !state.badge;
    setAttribute(this.button, "part", `button control control-${state.name}`);
    setAttribute(this.button, "data-look", state.look);
    setAttribute(this.button, "aria-label", state.label);
    setAttribute(this.button, "aria-busy", state.busy ? "true" : undefined);
    setAttribute(this.button, "aria-keyshortcuts", state.shortcut);
    setAttribute(this.button, "aria-expanded", state.expanded?.toString());
  }
}
