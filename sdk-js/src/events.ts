type Listener<T> = (payload: T) => void;
type Every<E> = <K extends keyof E>(event: K, payload: E[K]) => void;

/**
 * Base of every part that tells others something: `E` maps event names to payloads.
 * Only the part itself emits; `on` is public.
 */
export abstract class Observable<E extends object> {
  readonly #listeners = new Map<keyof E, Set<Listener<never>>>();
  #every: Every<E> | undefined;

  /** Calls `listener` at each `event` until the returned function is called. */
  on<K extends keyof E>(event: K, listener: Listener<E[K]>): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners);
    // A wrapper of its own per call: the same function may listen twice and be removed once.
    const entry: Listener<E[K]> = (payload) => listener(payload);
    listeners.add(entry);
    return () => {
      listeners.delete(entry);
    };
  }

  /** @internal Hands every event to the one part that passes them on, after the listeners. */
  forward(every: Every<E>): void {
    this.#every = every;
  }

  protected emit<K extends keyof E>(event: K, payload: E[K]): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) {
      try {
        (listener as Listener<E[K]>)(payload);
      } catch (error) {
        // A fault in the page's code is the page's: it must not break the call.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
    this.#every?.(event, payload);
  }

  protected hasListeners(event: keyof E): boolean {
    return (this.#listeners.get(event)?.size ?? 0) > 0;
  }
}
