/** How often our own sign is sent, and how long one from others counts. */
const REPEAT_MS = 3_000;
const LASTS_MS = 6_000;

/** Who is typing: our own sign, sparingly, and the others', which end by themselves. */
export class Typing {
  readonly #send: (typing: boolean) => void;
  readonly #changed: (participant: string, typing: boolean) => void;
  readonly #others = new Map<string, ReturnType<typeof setTimeout>>();
  #sentAt = 0;

  constructor(
    send: (typing: boolean) => void,
    changed: (participant: string, typing: boolean) => void,
  ) {
    this.#send = send;
    this.#changed = changed;
  }

  set(typing: boolean): void {
    const due = Date.now() - this.#sentAt >= REPEAT_MS;
    const active = this.#sentAt > 0;
    if (typing ? !due : !active) return;
    this.#sentAt = typing ? Date.now() : 0;
    this.#send(typing);
  }

  handle(participant: string, typing: boolean): void {
    const before = this.#others.get(participant);
    clearTimeout(before);
    this.#others.delete(participant);
    if (typing) {
      this.#others.set(
        participant,
        setTimeout(() => this.handle(participant, false), LASTS_MS),
      );
    }
    if (typing !== (before !== undefined)) this.#changed(participant, typing);
  }

  close(): void {
    for (const timer of this.#others.values()) clearTimeout(timer);
    this.#others.clear();
  }
}
