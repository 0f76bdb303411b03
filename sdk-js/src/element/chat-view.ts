import { ComposerElement } from "./composer-view.js";
import { h, keyed, setAttribute, setText } from "./dom.js";
import { icon } from "./icons.js";
import { MessageElement } from "./message-view.js";
import type { CallState } from "./state.js";
import type { Translate } from "./strings.js";
import { ViewElement } from "./view-element.js";

/** This close to the end counts as reading along. */
const NEAR_PX = 48;

/** The conversation of the room: it follows new messages while you read along, and stays put while you look back. */
export class ChatElement extends ViewElement<CallState> {
  readonly #older = h("button", { type: "button", class: "button link older" });
  readonly #list = h("div", { class: "messages", role: "log", "aria-live": "polite", tabindex: 0 });
  readonly #start = h("p", { class: "hint start" });
  readonly #emptyTitle = h("p", { class: "empty-title" });
  readonly #emptyText = h("p", { class: "hint" });
  readonly #empty = h("div", { class: "empty" }, this.#emptyTitle, this.#emptyText);
  readonly #fresh = h("button", { type: "button", class: "button primary small fresh" });
  readonly #typing = h("p", { class: "typing hint", role: "status" });
  readonly #composer = new ComposerElement();
  #following = true;

  protected build(): void {
    this.setAttribute("part", "chat");
    this.#empty.prepend(h("div", { class: "empty-mark", "aria-hidden": "true" }, icon("chat")));
    this.#older.addEventListener("click", () => this.request({ type: "older" }));
    this.#fresh.addEventListener("click", () => this.#follow());
    this.#list.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#list.append(this.#older, this.#start);
    this.append(this.#list, this.#empty, this.#fresh, this.#typing, this.#composer);
  }

  override focus(): void {
    this.#composer.focus();
    this.#follow();
  }

  protected update(state: CallState, before: CallState | undefined): void {
    this.#composer.state = state;
    if (before?.chat === state.chat && before.panel === state.panel) return;
    const { t, chat } = state;
    setAttribute(this.#list, "aria-label", t("chat_log"));
    setText(this.#older, t(chat.loading ? "chat_loading" : "chat_older"));
    setText(this.#start, t("chat_start"));
    setText(this.#emptyTitle, t("chat_empty_title"));
    setText(this.#emptyText, t("chat_empty_text"));
    setText(this.#fresh, t("chat_new"));
    setText(this.#typing, typingText(chat.typing, t));
    this.#older.hidden = !chat.more;
    this.#older.disabled = chat.loading;
    this.#start.hidden = chat.more || chat.rows.length === 0;
    this.#empty.hidden = chat.rows.length > 0 || chat.loading;
    this.#showRows(state, before);
  }

  #showRows(state: CallState, before: CallState | undefined): void {
    const { t, chat } = state;
    if (before?.chat.rows !== chat.rows) {
      const fromEnd = this.#list.scrollHeight - this.#list.scrollTop;
      keyed(
        this.#list,
        chat.rows,
        (row) => row.key,
        () => new MessageElement(),
        (element, row) => {
          element.state = { t, row };
        },
      );
      const grewAbove = before?.chat.rows[0]?.key !== chat.rows[0]?.key;
      if (!this.#following && grewAbove) this.#list.scrollTop = this.#list.scrollHeight - fromEnd;
      if (!this.#following && !grewAbove) this.#fresh.hidden = false;
    }
    if (this.#following) this.#follow();
  }

  #scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#list;
    this.#following = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    if (this.#following) this.#fresh.hidden = true;
  }

  #follow(): void {
    this.#following = true;
    this.#fresh.hidden = true;
    this.#list.scrollTop = this.#list.scrollHeight;
  }
}

function typingText([name, ...others]: readonly string[], t: Translate): string {
  if (name === undefined) return "";
  return others.length === 0 ? t("typing_one", { name }) : t("typing_many");
}
