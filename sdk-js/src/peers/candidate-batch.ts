const BATCH_MS = 50;

/** Collects candidates for a moment: a browser finds many at once, and a frame per candidate would be a burst. */
export class CandidateBatch {
  readonly #send: (candidates: RTCIceCandidateInit[]) => void;
  #candidates: RTCIceCandidateInit[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (candidates: RTCIceCandidateInit[]) => void) {
    this.#send = send;
  }

  add(candidate: RTCIceCandidate): void {
    this.#candidates.push(candidate.toJSON());
    this.#timer ??= setTimeout(() => this.#flush(), BATCH_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#candidates = [];
  }

  #flush(): void {
    this.#timer = undefined;
    this.#send(this.#candidates.splice(0));
  }
}
