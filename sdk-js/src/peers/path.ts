import { ConfabError } from "../errors.js";

/**
 * `new`: nothing negotiated · `connecting`: first path being found · `connected` ·
 * `reconnecting`: path lost, ICE restarts · `failed`: several tries found no path; tried on at longer intervals.
 */
export type PeerState = "new" | "connecting" | "connected" | "reconnecting" | "failed";

export interface PathOptions {
  /** Whether signals can be sent now. */
  signaling: () => boolean;
  /** Since when there is no path to this participant, over all connections to them. */
  search: { since?: number | undefined };
  stateChanged: (state: PeerState, error?: ConfabError) => void;
  /** The path must be found anew: restart ICE, or rebuild the whole connection where that did not help. */
  retry: (rebuild: boolean) => void;
}

/** A path that is only shaky often comes back by itself. */
const SHAKY_MS = 2_500;
/** A dead TURN server or a firewall answers nothing at all, and browsers wait for ever: this is our own limit. */
const FOUND_WITHIN_MS = 10_000;
const FAILED_AFTER_MS = 30_000;
const ANSWERED_WITHIN_MS = 5_000;
/** While there is no signaling, another try cannot reach the other side. */
const OFFLINE_MS = 1_000;
/** Keeps both sides from offering at the same moment. */
const jitter = (ms: number) => Math.random() * ms;

/** Watches whether one RTCPeerConnection has a path, and asks for another try when it has not. */
export class Path {
  readonly #connection: RTCPeerConnection;
  readonly #options: PathOptions;
  /** What ICE servers answered, by address. */
  readonly #faults = new Map<string, string>();
  #relayed = false;
  #state: PeerState = "new";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: RTCPeerConnection, options: PathOptions) {
    this.#connection = connection;
    this.#options = options;
    connection.onconnectionstatechange = () => this.#handleState(connection.connectionState);
    connection.onicecandidateerror = ({ url, errorCode, errorText }) => {
      this.#faults.set(url, `${errorCode} ${errorText}`);
    };
  }

  get state(): PeerState {
    return this.#state;
  }

  /** We can be reached here. */
  handleCandidate({ type }: RTCIceCandidate): void {
    this.#relayed ||= type === "relay";
  }

  /** The other side is to offer first. */
  handleWaiting(): void {
    this.#retryIn(FOUND_WITHIN_MS);
  }

  /** Negotiation began, or a restart did, on either side: a path is due. */
  handleNegotiating(): void {
    if (this.#state === "connected") return this.#expectAnswer();
    if (this.#state === "new") this.#setState("connecting");
    this.#search();
    this.#retryIn(FOUND_WITHIN_MS + jitter(1_000));
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /** The offer or its answer may get lost on the way, and neither side could ever offer again. */
  #expectAnswer(): void {
    const connection = this.#connection;
    if (connection.connectionState !== "connected") return;
    this.#retryIn(ANSWERED_WITHIN_MS, () => {
      if (connection.signalingState === "have-local-offer") this.#options.retry(false);
    });
  }

  #handleState(state: RTCPeerConnectionState): void {
    if (state === "connected") {
      clearTimeout(this.#timer);
      this.#options.search.since = undefined;
      this.#setState(state);
    } else if (state === "disconnected") this.#retryIn(SHAKY_MS);
    else if (state === "failed") this.#retryIn(jitter(1_000));
  }

  #retryIn(ms: number, retry = () => this.#retry()): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(retry, ms);
  }

  #retry(): void {
    if (this.#state === "connected") this.#setState("reconnecting");
    if (!this.#options.signaling()) {
      this.#options.search.since = undefined;
      return this.#retryIn(OFFLINE_MS);
    }
    const failed = this.#search();
    this.#retryIn(FOUND_WITHIN_MS + jitter(failed ? FAILED_AFTER_MS : 1_000));
    this.#options.retry(failed);
  }

  /** Whether the search has lasted too long. */
  #search(): boolean {
    const { search } = this.#options;
    search.since ??= Date.now();
    const failed = Date.now() - search.since >= FAILED_AFTER_MS;
    if (failed) this.#setState("failed", this.#fault());
    return failed;
  }

  /** Why there is no path, as far as we know. */
  #fault(): ConfabError {
    const { iceServers = [] } = this.#connection.getConfiguration();
    const urls = iceServers.flatMap((server) => server.urls).filter((url) => /^turn/.test(url));
    if (!urls.length || this.#relayed) return new ConfabError("peer_unreachable");
    // Without an error event the server kept silent.
    const answers = urls.map((url) => `${url}: ${this.#faults.get(url) ?? "no answer"}`);
    return new ConfabError("turn_unreachable", { about: answers.join("; ") });
  }

  #setState(state: PeerState, error?: ConfabError): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.stateChanged(state, error);
  }
}
