import { h, setText } from "./dom.js";
import { icon } from "./icons.js";
import { LinkElement } from "./link-view.js";
import type { Translate } from "./strings.js";
import { ViewElement } from "./view-element.js";

export interface SeatState {
  readonly t: Translate;
  readonly invite: string | undefined;
}

/** The empty place beside somebody who is alone: the link that fills it. The next person takes exactly this place. */
export class SeatElement extends ViewElement<SeatState> {
  readonly #title = h("h2", { class: "seat-title" });
  readonly #text = h("p", { class: "seat-text" });
  readonly #link = new LinkElement();

  protected build(): void {
    this.setAttribute("part", "seat");
    const mark = h("div", { class: "seat-mark", "aria-hidden": "true" }, icon("invite"));
    this.append(h("div", { class: "seat-card" }, mark, this.#title, this.#text, this.#link));
  }

  protected update({ t, invite }: SeatState): void {
    setText(this.#title, t(invite ? "seat_title" : "seat_quiet_title"));
    setText(this.#text, t(invite ? "seat_text" : "seat_quiet_text"));
    this.#link.hidden = !invite;
    if (invite) this.#link.state = { t, link: invite };
  }
}

export interface MoreState {
  readonly t: Translate;
  readonly count: number;
}

/** Stands for the people who have no tile of their own. */
export class MoreElement extends ViewElement<MoreState> {
  readonly #count = h("span", { class: "disc", "aria-hidden": "true" });

  protected build(): void {
    this.setAttribute("part", "tile tile-more");
    this.setAttribute("role", "group");
    this.append(h("div", { class: "face" }, this.#count));
  }

  protected update({ t, count }: MoreState): void {
    this.setAttribute("aria-label", t("tile_more", { count }));
    setText(this.#count, `+${count}`);
  }
}
