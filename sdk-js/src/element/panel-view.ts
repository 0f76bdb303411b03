import { ChatElement } from "./chat-view.js";
import { DevicesElement } from "./devices-view.js";
import { h, setAttribute, setText } from "./dom.js";
import { icon } from "./icons.js";
import { LinkElement } from "./link-view.js";
import type { CallState, Panel } from "./state.js";
import { ViewElement } from "./view-element.js";

const titles = { chat: "chat", invite: "invite", settings: "settings" } as const;

/** The side panel: chat, invite or devices. Wide calls make room for it, narrow ones lay it over the stage. */
export class PanelElement extends ViewElement<CallState> {
  readonly #title = h("h2", { class: "panel-title", id: "panel-title" });
  readonly #close = h("button", {
    type: "button",
    class: "button quiet round",
    part: "button close",
  });
  readonly #chat = new ChatElement();
  readonly #devices = new DevicesElement();
  readonly #link = new LinkElement();
  readonly #inviteText = h("p", { class: "hint" });
  readonly #invite = h("div", { class: "panel-body invite" }, this.#inviteText, this.#link);
  readonly #settings = h("div", { class: "panel-body" }, this.#devices);
  readonly #body: Record<Exclude<Panel, "none">, HTMLElement> = {
    chat: this.#chat,
    invite: this.#invite,
    settings: this.#settings,
  };

  protected build(): void {
    this.setAttribute("role", "complementary");
    this.setAttribute("aria-labelledby", "panel-title");
    this.#close.append(icon("close"));
    this.#close.addEventListener("click", () => this.#dismiss());
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.#dismiss();
    });
    this.append(
      h("div", { class: "panel-head" }, this.#title, this.#close),
      this.#chat,
      this.#invite,
      this.#settings,
    );
  }

  /** Puts the focus where the panel's work begins. */
  override focus(): void {
    if (this.state?.panel === "chat") this.#chat.focus();
    else this.#close.focus({ preventScroll: true });
  }

  protected update(state: CallState): void {
    const { t, panel, invite } = state;
    this.hidden = panel === "none";
    setAttribute(this, "part", `panel panel-${panel}`);
    setAttribute(this.#close, "aria-label", t("close"));
    this.#chat.state = state;
    this.#devices.state = state;
    setText(this.#inviteText, t("invite_text"));
    if (invite) this.#link.state = { t, link: invite };
    if (panel === "none") return;
    setText(this.#title, t(titles[panel]));
    for (const [name, body] of Object.entries(this.#body)) body.hidden = name !== panel;
  }

  #dismiss(): void {
    this.request({ type: "panel", panel: "none" });
  }
}
