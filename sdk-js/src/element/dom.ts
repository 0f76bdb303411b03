import { type IconName, icon } from "./icons.js";

type Listener = (event: Event) => void;
type Value = string | number | boolean | undefined | Listener;
export type Child = Node | string | undefined;

/**
 * Builds one element: `onclick` and its like become listeners, `true` an empty attribute, `false` and `undefined`
 * nothing. Text always arrives as text; no HTML is parsed anywhere in the component.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) setProperty(element, name, value);
  for (const child of children) if (child !== undefined) element.append(child);
  return element;
}

function setProperty(element: HTMLElement, name: string, value: Value): void {
  if (typeof value === "function") element.addEventListener(name.slice(2), value);
  else setAttribute(element, name, value);
}

/** Sets, changes or removes an attribute, and leaves it alone when it already says the same. */
export function setAttribute(
  element: Element,
  name: string,
  value: string | number | boolean | undefined,
): void {
  if (value === undefined || value === false) element.removeAttribute(name);
  else {
    const text = value === true ? "" : String(value);
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

/** Changes text only when it differs, so that a screen reader hears no repetition and a selection survives. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Swaps the icon at the start of an element. */
export function setIcon(element: Element, name: IconName): void {
  const old = element.querySelector(":scope > .icon");
  if (old?.classList.contains(`icon-${name}`)) return;
  const fresh = icon(name);
  if (old) old.replaceWith(fresh);
  else element.prepend(fresh);
}

/**
 * Makes the children of `parent` follow `items`: one element per key, in order, made once and then updated. An
 * element that stays is never moved needlessly: a moved `<video>` would stop playing.
 */
export function keyed<T, E extends Element>(
  parent: Element,
  items: readonly T[],
  keyOf: (item: T) => string,
  make: (item: T) => E,
  update: (element: E, item: T) => void,
): void {
  const old = new Map<string, E>();
  for (const child of Array.from(parent.children)) {
    const key = child.getAttribute("data-key");
    if (key !== null) old.set(key, child as E);
  }
  const wanted = new Set(items.map(keyOf));
  for (const [key, element] of old) if (!wanted.has(key)) element.remove();
  let next = firstKeyed(parent);
  for (const item of items) {
    const key = keyOf(item);
    let element = old.get(key);
    if (!element) {
      element = make(item);
      element.setAttribute("data-key", key);
    }
    if (element === next) next = next.nextElementSibling;
    else parent.insertBefore(element, next);
    update(element, item);
  }
}

function firstKeyed(parent: Element): Element | null {
  return parent.querySelector(":scope > [data-key]");
}
