import type { CandidatesSignal, DescriptionSignal } from "./signal.js";

export interface NegotiationOptions {
  /** Gives way when both offer at once. Exactly one side of a pair is polite. */
  polite: boolean;
  /** Offers as soon as there is something to; the other side waits for that first offer. */
  first: boolean;
  /** Puts our own tracks into the connection: called before each offer and answer, so that the first answer carries both ways. */
  prepare: () => void;
  send: (signal: Pick<DescriptionSignal, "kind" | "description" | "offer">) => void;
}

const EARLY_CANDIDATES = 64;

/** Perfect negotiation (W3C WebRTC, section 10.7) over one RTCPeerConnection: any side may change anything at any time. */
export class Negotiation {
  readonly #connection: RTCPeerConnection;
  readonly #options: NegotiationOptions;
  #mayOffer: boolean;
  #makingOffer = false;
  #offers = 0;
  #early: RTCIceCandidateInit[] = [];
  #incoming: Promise<void> = Promise.resolve();

  constructor(connection: RTCPeerConnection, options: NegotiationOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#mayOffer = options.first;
    connection.onnegotiationneeded = () => {
      if (this.#mayOffer) void this.#offer();
    };
  }

  /** Signals are taken one after the other, in the order they came. */
  handle(signal: DescriptionSignal | CandidatesSignal): Promise<void> {
    return this.#inTurn(async () => {
      if (signal.kind === "candidates") await this.#addCandidates(signal.candidates);
      else await this.#take(signal);
    });
  }

  /** Finds the path anew. */
  restart(): Promise<void> {
    return this.#inTurn(async () => {
      const connection = this.#connection;
      const pending = connection.signalingState === "have-local-offer";
      this.#mayOffer = true;
      // Our offer may have been lost. Taking it back makes the browser ask for a new one.
      if (pending) await connection.setLocalDescription({ type: "rollback" });
      if (connection.remoteDescription) connection.restartIce();
      else if (!pending) await this.#offer();
    });
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    const turn = async () => {
      if (this.#connection.signalingState !== "closed") await step();
    };
    // A description this browser refuses must not stop the next one; the path's deadline
    // notices that nothing connects and starts over.
    this.#incoming = this.#incoming.then(turn).catch(() => {});
    return this.#incoming;
  }

  async #offer(): Promise<void> {
    if (this.#makingOffer) return;
    try {
      this.#makingOffer = true;
      this.#offers += 1;
      this.#options.prepare();
      await this.#connection.setLocalDescription();
      this.#sendLocal(this.#offers);
    } catch (fault) {
      if (this.#connection.signalingState !== "closed") throw fault;
    } finally {
      this.#makingOffer = false;
    }
  }

  async #take({ description, offer }: DescriptionSignal): Promise<void> {
    const connection = this.#connection;
    if (description.type === "answer") {
      const outdated = offer !== undefined && offer !== this.#offers;
      if (outdated || connection.signalingState !== "have-local-offer") return;
      await this.#setRemote(description);
      return;
    }
    const collision = this.#makingOffer || connection.signalingState !== "stable";
    if (collision && !this.#options.polite) return;
    // With an offer of our own pending this takes it back.
    await this.#setRemote(description);
    this.#mayOffer = true;
    this.#options.prepare();
    await connection.setLocalDescription();
    this.#sendLocal(offer);
  }

  #sendLocal(offer: number | undefined): void {
    const description = this.#connection.localDescription;
    if (description) this.#options.send({ kind: "description", description, offer });
  }

  async #addCandidates(candidates: RTCIceCandidateInit[]): Promise<void> {
    for (const candidate of candidates) {
      try {
        await this.#connection.addIceCandidate(candidate);
      } catch {
        // Of a description that comes later: that of an offer we ignored returns in an answer.
        this.#early = [...this.#early, candidate].slice(-EARLY_CANDIDATES);
      }
    }
  }

  async #setRemote(description: RTCSessionDescriptionInit): Promise<void> {
    await this.#connection.setRemoteDescription(description);
    await this.#addCandidates(this.#early.splice(0));
  }
}
