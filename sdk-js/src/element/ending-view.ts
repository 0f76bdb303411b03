import { h, setText } from "./dom.js";
import { figure } from "./figure.js";
import type { CallState, Ending } from "./state.js";
import { ViewElement } from "./view-element.js";

/** After the call, or instead of it: what happened, in plain words, and the way on. */
export class EndingElement extends ViewElement<CallState> {
  readonly #figure = h("div", { class: "figure", "aria-hidden": "true" });
  readonly #title = h("h2", { class: "title", tabindex: -1 });
  readonly #text = h("p", { class: "lead" });
  readonly #action = h("button", {
    type: "button",
    class: "button primary large",
    part: "button again",
  });
  readonly #summary = h("summary");
  readonly #detail = h("p");
  readonly #docs = h("a", { target: "_blank", rel: "noopener" });
  readonly #details = h("details", { part: "details" }, this.#summary, this.#detail, this.#docs);

  protected build(): void {
    this.setAttribute("part", "ending");
    this.#action.addEventListener("click", () => this.request({ type: "join" }));
    const words = h("div", { class: "heading" }, this.#title, this.#text);
    this.append(h("div", { class: "ending" }, this.#figure, words, this.#action, this.#details));
  }

  override focus(): void {
    this.#title.focus({ preventScroll: true });
  }

  protected update({ t, ending }: CallState, before: CallState | undefined): void {
    if (!ending || before?.ending === ending) return;
    this.#figure.replaceChildren(figure(ending.figure));
    setText(this.#title, ending.title);
    setText(this.#text, ending.text);
    setText(this.#action, ending.action ?? "");
    this.#action.hidden = !ending.action;
    setText(this.#summary, t("details"));
    this.#showDetail(ending, t("more_about"));
  }

  #showDetail({ detail }: Ending, more: string): void {
    this.#details.hidden = !detail;
    setText(this.#detail, detail ? `${detail.code}: ${detail.text}` : "");
    this.#docs.hidden = !detail?.docs;
    if (detail?.docs) this.#docs.href = detail.docs;
    setText(this.#docs, more);
  }
}
