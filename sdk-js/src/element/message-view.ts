import { initials } from "./avatar.js";
import { chatText } from "./chat-text.js";
import { h, setAttribute, setText } from "./dom.js";
import type { MessageRow } from "./state.js";
import type { Translate } from "./strings.js";
import { ViewElement } from "./view-element.js";

export interface MessageState {
  readonly t: Translate;
  readonly row: MessageRow;
}

/** One chat message. */
export class MessageElement extends ViewElement<MessageState> {
  readonly #day = h("div", { class: "day", role: "separator" });
  readonly #disc = h("span", { class: "disc", "aria-hidden": "true" });
  readonly #author = h("span", { class: "author" });
  readonly #time = h("span", { class: "time" });
  readonly #text = h("div", { class: "bubble", part: "message-text", dir: "auto" });
  readonly #note = h("div", { class: "note" });
  readonly #again = h("button", { type: "button", class: "button link" });

  protected build(): void {
    this.#again.addEventListener("click", () => {
      const clientId = this.state?.row.clientId;
      if (clientId) this.request({ type: "resend", clientId });
    });
    const head = h("div", { class: "message-head" }, this.#author, this.#time);
    const body = h("div", { class: "message-body" }, head, this.#text, this.#note);
    this.append(this.#day, this.#disc, body);
  }

  protected update({ t, row }: MessageState, before: MessageState | undefined): void {
    setAttribute(this, "part", `message message-${row.own ? "own" : "other"}`);
    setAttribute(this, "data-own", row.own);
    setAttribute(this, "data-first", row.first);
    setAttribute(this, "data-status", row.status);
    setAttribute(this, "data-deleted", row.deleted);
    this.style.setProperty("--hue", String(row.hue));
    this.#day.hidden = row.day === undefined;
    setText(this.#day, row.day ?? "");
    setText(this.#disc, initials(row.author));
    setText(this.#author, row.author);
    setText(this.#time, row.time);
    if (before?.row.text !== row.text || before.row.deleted !== row.deleted) {
      this.#text.replaceChildren(row.deleted ? t("chat_deleted") : chatText(row.text));
    }
    this.#showNote(t, row);
  }

  #showNote(t: Translate, row: MessageRow): void {
    const failed = row.status === "failed";
    const edited = row.edited && !row.deleted ? t("chat_edited") : "";
    const words = { failed: t("chat_failed"), sending: t("chat_sending"), stored: edited }[
      row.status
    ];
    this.#note.hidden = words === "";
    setText(this.#again, t("chat_retry"));
    if (words) this.#note.replaceChildren(words, ...(failed ? [" · ", this.#again] : []));
  }
}
