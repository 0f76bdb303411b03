import { h, setAttribute, setIcon, setText } from "./dom.js";
import { icon } from "./icons.js";
import type { Translate } from "./strings.js";
import { ViewElement } from "./view-element.js";

export interface LinkState {
  readonly t: Translate;
  readonly link: string;
}

const COPIED_MS = 2500;

/** A link to read and to copy. Where the clipboard is closed to us, it selects the text and says which keys to press. */
export class LinkElement extends ViewElement<LinkState> {
  readonly #field = h("input", { readonly: true, part: "link-field", spellcheck: "false" });
  readonly #word = h("span");
  readonly #button = h("button", { type: "button", class: "button primary", part: "button copy" });
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected build(): void {
    this.#button.append(icon("copy"), this.#word);
    this.#button.addEventListener("click", () => void this.#copy());
    this.#field.addEventListener("focus", () => this.#field.select());
    this.append(this.#field, this.#button);
  }

  protected update({ t, link }: LinkState): void {
    // Without the scheme the part that differs fits into the field; copying takes the whole.
    const short = link.replace(/^https?:\/\//, "");
    if (this.#field.value !== short) this.#field.value = short;
    setAttribute(this.#field, "aria-label", t("link"));
    if (this.#timer === undefined) setText(this.#word, t("copy"));
  }

  protected override vanish(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #copy(): Promise<void> {
    const { state } = this;
    if (!state) return;
    const { t, link } = state;
    try {
      await navigator.clipboard.writeText(link);
      setIcon(this.#button, "check");
      setText(this.#word, t("copied"));
      this.request({ type: "copied" });
    } catch {
      this.#field.value = link;
      this.#field.focus();
      const apple = /Mac|iP(hone|ad)/.test(navigator.platform);
      setText(this.#word, t("copy_failed", { keys: apple ? "⌘C" : "Ctrl+C" }));
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), COPIED_MS);
  }

  #settle(): void {
    this.#timer = undefined;
    setIcon(this.#button, "copy");
    if (this.state) this.update(this.state);
  }
}
