import { h, keyed, setAttribute, setIcon, setText } from "./dom.js";
import { icon } from "./icons.js";
import type { Notice } from "./state.js";
import type { Translate } from "./strings.js";
import { ViewElement } from "./view-element.js";

export interface NoticesState {
  readonly t: Translate;
  readonly notices: readonly Notice[];
}

/** What the call has to tell, above the stage: it covers, it never pushes. */
export class NoticesElement extends ViewElement<NoticesState> {
  protected build(): void {
    this.setAttribute("role", "status");
  }

  protected update({ t, notices }: NoticesState): void {
    keyed(
      this,
      notices,
      (notice) => notice.key,
      () => new NoticeElement(),
      (element, notice) => {
        element.state = { t, notice };
      },
    );
  }
}

/** One sentence and at most one thing to do. */
export class NoticeElement extends ViewElement<{ t: Translate; notice: Notice }> {
  readonly #text = h("p");
  readonly #action = h("button", {
    type: "button",
    class: "button small",
    part: "button notice-action",
  });
  readonly #close = h("button", { type: "button", class: "button quiet round small" });

  protected build(): void {
    this.#close.append(icon("close"));
    this.#action.addEventListener("click", () => {
      const request = this.state?.notice.action?.request;
      if (request) this.request(request);
    });
    this.#close.addEventListener("click", () => {
      const key = this.state?.notice.key;
      if (key) this.request({ type: "dismiss", key });
    });
    this.append(this.#text, this.#action, this.#close);
  }

  protected update({ t, notice }: { t: Translate; notice: Notice }): void {
    setIcon(this, notice.icon);
    setAttribute(this, "part", `notice notice-${notice.tone}`);
    setAttribute(this, "data-tone", notice.tone);
    setText(this.#text, notice.text);
    setText(this.#action, notice.action?.label ?? "");
    setAttribute(this.#close, "aria-label", t("dismiss"));
    this.#action.hidden = !notice.action;
    this.#close.hidden = !notice.dismissable;
  }
}
