import { h, setAttribute } from "./dom.js";
import { icon } from "./icons.js";
import type { CallState } from "./state.js";
import { ViewElement } from "./view-element.js";

/** The server takes 4 KiB of text; most scripts need up to three bytes for a letter. */
const MOST_BYTES = 4096;

/** Where a message is written: Enter sends, Shift+Enter makes a line. */
export class ComposerElement extends ViewElement<CallState> {
  readonly #text = h("textarea", { rows: 1, part: "composer", enterkeyhint: "send", dir: "auto" });
  readonly #send = h("button", {
    type: "submit",
    class: "button primary round",
    part: "button send",
  });

  protected build(): void {
    this.#send.append(icon("send"));
    const form = h("form", { class: "composer" }, this.#text, this.#send);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    this.#text.addEventListener("input", () => this.#typed());
    this.append(form);
    this.#typed();
  }

  override focus(): void {
    this.#text.focus({ preventScroll: true });
  }

  protected update({ t }: CallState): void {
    setAttribute(this.#text, "placeholder", t("chat_placeholder"));
    setAttribute(this.#text, "aria-label", t("chat_label"));
    setAttribute(this.#send, "aria-label", t("chat_send"));
  }

  #typed(): void {
    const text = this.#text.value.trim();
    const fits = new TextEncoder().encode(text).length <= MOST_BYTES;
    this.#send.disabled = text === "";
    // Said by the browser, at the field, when somebody tries to send it.
    this.#text.setCustomValidity(fits ? "" : (this.state?.t("chat_long") ?? ""));
    // Grows with its lines up to the height the style sheet allows.
    this.#text.style.height = "auto";
    this.#text.style.height = `${this.#text.scrollHeight}px`;
    if (this.state) this.request({ type: "typing", on: text !== "" });
  }

  #submit(): void {
    if (this.#send.disabled) return;
    this.request({ type: "send", text: this.#text.value.trim() });
    this.#text.value = "";
    this.#typed();
  }
}
