import { ControlsElement } from "./controls-view.js";
import { h } from "./dom.js";
import { NoticesElement } from "./notices-view.js";
import { PanelElement } from "./panel-view.js";
import { StageElement } from "./stage-view.js";
import type { CallState, Panel } from "./state.js";
import { ViewElement } from "./view-element.js";

/** The running call: stage, notices, controls and the side panel. */
export class RoomElement extends ViewElement<CallState> {
  readonly #stage = new StageElement();
  readonly #notices = new NoticesElement();
  readonly #controls = new ControlsElement();
  readonly #panel = new PanelElement();

  protected build(): void {
    this.setAttribute("part", "room");
    const main = h("div", { class: "main" }, this.#stage, this.#notices);
    this.append(h("div", { class: "room" }, main, this.#panel, this.#controls));
  }

  override focus(): void {
    this.#controls.focus();
  }

  protected update(state: CallState, before: CallState | undefined): void {
    this.toggleAttribute("data-panel", state.panel !== "none");
    this.#stage.state = state;
    this.#notices.state = state;
    this.#controls.state = state;
    this.#panel.state = state;
    if (before && before.panel !== state.panel) this.#moveFocus(state.panel, before.panel);
  }

  #moveFocus(panel: Panel, before: Panel): void {
    if (panel !== "none") this.#panel.focus();
    else this.#controls.focusPanelButton(before);
  }
}
