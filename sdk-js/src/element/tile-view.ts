import { initials } from "./avatar.js";
import { h, setAttribute, setIcon, setText } from "./dom.js";
import { icon } from "./icons.js";
import { Picture } from "./picture.js";
import type { Person } from "./state.js";
import type { Translate } from "./strings.js";
import { ViewElement } from "./view-element.js";

export interface TileState {
  readonly t: Translate;
  readonly person: Person;
  /** `screen` shows the shared screen, whole; `face` the camera, cropped, or initials. */
  readonly shows: "face" | "screen";
}

/** One person, or one shared screen, on the stage. */
export class TileElement extends ViewElement<TileState> {
  readonly #picture = new Picture();
  readonly #initials = h("span", { class: "disc", part: "avatar", "aria-hidden": "true" });
  readonly #link = h("span", { class: "link" });
  readonly #name = h("span", { class: "name" });
  readonly #label = h("div", { class: "label", part: "tile-label" });

  protected build(): void {
    this.setAttribute("role", "group");
    const veil = h("div", { class: "veil", "aria-hidden": "true" }, icon("wait"), this.#link);
    this.#label.append(this.#name);
    this.append(
      h("div", { class: "face" }, this.#initials),
      this.#picture.element,
      veil,
      h("div", { class: "ring", "aria-hidden": "true" }),
      this.#label,
    );
  }

  protected update({ t, person, shows }: TileState): void {
    const name = this.#caption();
    setAttribute(this, "part", `tile tile-${shows}${person.self ? " tile-self" : ""}`);
    setAttribute(this, "data-shows", shows);
    setAttribute(this, "data-link", person.link);
    setAttribute(this, "data-speaking", shows === "face" && person.speaking);
    setAttribute(this, "data-mirrored", person.self && shows === "face");
    setAttribute(this, "aria-label", this.#description(name));
    this.style.setProperty("--hue", String(person.hue));
    setText(this.#initials, initials(person.name));
    setText(this.#name, name);
    setText(
      this.#link,
      person.link === "connecting" ? t("connecting_short") : t("reconnecting_short"),
    );
    this.#showVoice(shows === "face" && !person.microphoneOn);
    this.#picture.show(shows === "screen" ? person.screen : person.camera);
  }

  protected override vanish(): void {
    this.#picture.show(undefined);
  }

  protected override appear(): void {
    const { state } = this;
    if (state) this.update(state);
  }

  #caption(): string {
    const { state } = this;
    if (!state) return "";
    const { t, person, shows } = state;
    if (shows === "screen") return t("tile_screen", { name: person.name });
    return person.self ? t("you") : person.name;
  }

  #description(name: string): string {
    const { state } = this;
    if (!state || state.shows === "screen") return name;
    const { t, person } = state;
    if (person.link === "reconnecting") return t("tile_reconnecting", { name });
    if (person.speaking) return t("tile_speaking", { name });
    return person.microphoneOn ? name : t("tile_muted", { name });
  }

  #showVoice(muted: boolean): void {
    if (muted) setIcon(this.#label, "microphone-off");
    else this.#label.querySelector(".icon")?.remove();
  }
}
