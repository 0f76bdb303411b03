import type { Request } from "./requests.js";
import { REQUEST } from "./requests.js";

/** On a server there is no `HTMLElement`; importing the component there must still work. */
export const ElementBase: typeof HTMLElement =
  globalThis.HTMLElement ?? (class {} as unknown as typeof HTMLElement);

/**
 * One small part of the call. It shows the state it is given and dispatches requests; it never decides. Its markup
 * lives in the shadow root of `<confab-call>`, so ids, labels and parts work across all of them.
 */
export abstract class ViewElement<S> extends ElementBase {
  #state: S | undefined;
  #built = false;

  set state(next: S) {
    const before = this.#state;
    this.#state = next;
    if (this.#built && before !== next) this.update(next, before);
  }

  get state(): S | undefined {
    return this.#state;
  }

  connectedCallback(): void {
    if (!this.#built) {
      this.#built = true;
      this.build();
      if (this.#state !== undefined) this.update(this.#state, undefined);
    }
    this.appear();
  }

  disconnectedCallback(): void {
    this.vanish();
  }

  /** Makes the markup, once. */
  protected abstract build(): void;
  /** Brings the markup in line with the state. */
  protected abstract update(state: S, before: S | undefined): void;
  /** Starts what must only run while the part is on the page. */
  protected appear(): void {}
  /** Ends what `appear` began. */
  protected vanish(): void {}

  protected request(request: Request): void {
    this.dispatchEvent(new CustomEvent(REQUEST, { bubbles: true, detail: request }));
  }
}
