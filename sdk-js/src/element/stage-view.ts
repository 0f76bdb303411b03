import { h, keyed, setAttribute } from "./dom.js";
import { focus, grid, type Place, type Stage } from "./grid.js";
import { MoreElement, SeatElement } from "./seat-view.js";
import type { CallState, Person } from "./state.js";
import { TileElement } from "./tile-view.js";
import { ViewElement } from "./view-element.js";

const MOST_TILES = 9;

type Item =
  | { kind: "face" | "screen"; key: string; person: Person }
  | { kind: "seat"; key: "seat" }
  | { kind: "more"; key: "more"; count: number };
type ItemElement = TileElement | SeatElement | MoreElement;

/** Lays the people out: a grid of equals, or a shared screen with the people beside it. */
export class StageElement extends ViewElement<CallState> {
  readonly #tiles = h("div", { class: "tiles" });
  readonly #observer = globalThis.ResizeObserver
    ? new ResizeObserver(([entry]) => entry && this.#measured(entry.contentRect))
    : undefined;
  #stage: Stage = { width: 0, height: 0, gap: 8 };

  protected build(): void {
    this.setAttribute("part", "stage");
    this.setAttribute("role", "group");
    this.append(this.#tiles);
  }

  protected override appear(): void {
    this.#observer?.observe(this.#tiles);
  }

  protected override vanish(): void {
    this.#observer?.disconnect();
  }

  protected update(state: CallState, before: CallState | undefined): void {
    if (before?.people === state.people && before.invite === state.invite && before.t === state.t) {
      return;
    }
    setAttribute(this, "aria-label", state.t("people"));
    const items = this.#items(state.people);
    keyed(
      this.#tiles,
      items,
      (item) => item.key,
      make,
      (element, item) => give(element, item, state),
    );
    this.#place(items);
  }

  #measured({ width, height }: DOMRectReadOnly): void {
    const gap = Number.parseFloat(getComputedStyle(this.#tiles).getPropertyValue("--gap")) || 8;
    this.#stage = { width, height, gap };
    // Tiles follow a changing window at once; only people coming and going may glide.
    this.#tiles.setAttribute("data-still", "");
    if (this.state) this.#place(this.#items(this.state.people));
    requestAnimationFrame(() => this.#tiles.removeAttribute("data-still"));
  }

  #items(people: readonly Person[]): Item[] {
    const screens = people
      .filter((person) => person.screen)
      .map((person): Item => ({ kind: "screen", key: `${person.id} screen`, person }));
    const faces = people.map((person): Item => ({ kind: "face", key: person.id, person }));
    if (screens.length === 0 && people.length === 1)
      return [{ kind: "seat", key: "seat" }, ...faces];
    return [...screens, ...fold(faces, MOST_TILES - screens.length)];
  }

  #place(items: readonly Item[]): void {
    const shared = items.some((item) => item.kind === "screen");
    setAttribute(this, "data-layout", shared ? "focus" : "grid");
    const places = shared ? focus(items.length - 1, this.#stage) : grid(items.length, this.#stage);
    const { children } = this.#tiles;
    places.forEach((place, index) => {
      const child = children[index];
      if (child instanceof HTMLElement) put(child, place);
    });
  }
}

/** Keeps the last (ourselves) and the first others; one tile stands for the rest. */
function fold(faces: Item[], most: number): Item[] {
  if (faces.length <= most) return faces;
  const own = faces.slice(-1);
  const seen = faces.slice(0, Math.max(0, most - 2));
  return [...seen, { kind: "more", key: "more", count: faces.length - seen.length - 1 }, ...own];
}

function make(item: Item): ItemElement {
  if (item.kind === "seat") return new SeatElement();
  return item.kind === "more" ? new MoreElement() : new TileElement();
}

function give(element: ItemElement, item: Item, { t, invite }: CallState): void {
  if (element instanceof TileElement && "person" in item) {
    element.state = { t, person: item.person, shows: item.kind };
  } else if (element instanceof SeatElement) element.state = { t, invite };
  else if (element instanceof MoreElement && item.kind === "more") {
    element.state = { t, count: item.count };
  }
}

/** Whole pixels keep edges sharp. Set through the CSSOM, which a strict style-src allows. */
function put(element: HTMLElement, place: Place): void {
  const left = Math.round(place.x);
  const top = Math.round(place.y);
  element.style.setProperty("--x", `${left}px`);
  element.style.setProperty("--y", `${top}px`);
  element.style.setProperty("--w", `${Math.round(place.x + place.width) - left}px`);
  element.style.setProperty("--h", `${Math.round(place.y + place.height) - top}px`);
}
