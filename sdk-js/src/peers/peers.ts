import type { ConfabError } from "../errors.js";
import type { TrackView } from "../protocol/messages.js";
import type { IceServers } from "./ice.js";
import type { PathOptions, PeerState } from "./path.js";
import { Peer, type PeerOptions } from "./peer.js";
import type { OutgoingTrack } from "./senders.js";
import type { SignalPayload } from "./signal.js";

export interface PeersOptions {
  /** Our own participant id. */
  self: string;
  relayOnly: boolean;
  ice: Pick<IceServers, "servers" | "refresh">;
  tracks: () => OutgoingTrack[];
  describe: () => TrackView[];
  /** Whether the frame was sent. */
  send: (to: string, incarnation: number, payload: SignalPayload) => boolean;
  /** A new connection to a participant, also when it replaces one: nothing of the old one is left. */
  opened: (participant: string) => void;
  stateChanged: (participant: string, state: PeerState, error?: ConfabError) => void;
  media: (participant: string, ...media: Parameters<PeerOptions["media"]>) => void;
  channel: (participant: string, channel: RTCDataChannel) => void;
  /** What a participant publishes, faster than over presence. */
  described: (participant: string, tracks: TrackView[]) => void;
}

interface Entry {
  incarnation: number;
  peer: Peer;
  state: PeerState;
  search: PathOptions["search"];
}

/** The connections to the other participants: at most one each, kept over losses of signaling. */
export class Peers {
  readonly #options: PeersOptions;
  readonly #entries = new Map<string, Entry>();
  #signaling = true;

  constructor(options: PeersOptions) {
    this.#options = options;
  }

  /**
   * Somebody is in the room. `first`: we came later, so we offer. A new incarnation alone replaces no
   * connection: who only lost its socket still has it, and who really starts anew offers a new one.
   */
  handleMember(participant: string, incarnation: number, first: boolean): void {
    const entry = this.#entries.get(participant);
    if (!entry) return this.#open(participant, incarnation, first);
    entry.incarnation = Math.max(incarnation, entry.incarnation);
    this.#makeGood(participant, entry);
  }

  handleGone(participant: string): void {
    this.#entries.get(participant)?.peer.close();
    this.#entries.delete(participant);
  }

  /**
   * A signal may overtake the presence frame that tells of its sender. Its payload is whatever they sent:
   * only negotiation looks into it, and survives any.
   */
  handleSignal(from: string, incarnation: number, payload: SignalPayload): void {
    if (!this.#entries.has(from)) this.#open(from, incarnation, false);
    const entry = this.#entries.get(from);
    if (!entry || incarnation < entry.incarnation) return;
    entry.incarnation = incarnation;
    const peer = this.#addressee(from, entry, payload);
    if (!peer || payload.kind === "restart") return;
    if (payload.kind === "description" && payload.tracks) {
      this.#options.described(from, payload.tracks);
    }
    peer.handleSignal(payload);
  }

  /** The server could not deliver a signal of ours. It says for how long to wait, or presence tells when they are back. */
  handleUndelivered(participant: string, retryAfterMs?: number): void {
    const entry = this.#entries.get(participant);
    if (!entry) return;
    entry.peer.unsent = true;
    if (retryAfterMs === undefined) return;
    setTimeout(() => this.#makeGood(participant, entry), retryAfterMs);
  }

  /** Signaling is lost: connections stay, nothing is restarted. */
  handleOffline(): void {
    this.#signaling = false;
  }

  /** Signaling is back: only what is not connected, or may have missed a signal, is restarted. */
  handleOnline(): void {
    this.#signaling = true;
    for (const [participant, entry] of this.#entries) {
      if (entry.peer.unsettled) void this.#restart(participant, entry);
    }
  }

  /** Our tracks changed. */
  handleTracks(): void {
    for (const { peer } of this.#entries.values()) peer.handleTracks();
  }

  handleIceServers(iceServers: RTCIceServer[]): void {
    for (const { peer } of this.#entries.values()) {
      const { connection } = peer;
      connection.setConfiguration({ ...connection.getConfiguration(), iceServers });
    }
  }

  /** The connection to a participant, while there is one. */
  connection(participant: string): RTCPeerConnection | undefined {
    return this.#entries.get(participant)?.peer.connection;
  }

  close(): void {
    for (const participant of this.#entries.keys()) this.handleGone(participant);
  }

  /** The peer a signal is for, after starting over where either side did; undefined when it is outdated. */
  #addressee(from: string, entry: Entry, payload: SignalPayload): Peer | undefined {
    const { connection, remote } = payload;
    const { peer } = entry;
    const offers = payload.kind === "description" && payload.description?.type === "offer";
    if (payload.kind === "restart") {
      if (remote === peer.id) this.#open(from, entry.incarnation, true);
      return undefined;
    }
    if (remote !== undefined && remote !== peer.id) {
      // Meant for a connection we have no more, and the other side does not know it yet.
      if (offers) this.#send(from, { kind: "restart", remote: connection });
      return undefined;
    }
    if (connection === (peer.remote ?? connection)) return peer;
    if (!offers) return undefined;
    this.#open(from, entry.incarnation, false);
    return this.#entries.get(from)?.peer;
  }

  #open(participant: string, incarnation: number, first: boolean): void {
    if (typeof RTCPeerConnection === "undefined") return;
    const before = this.#entries.get(participant);
    before?.peer.close();
    const options = this.#options;
    const { self, relayOnly, ice, tracks } = options;
    const search = before?.search ?? {};
    const peer = new Peer({
      configuration: { iceServers: ice.servers, iceTransportPolicy: relayOnly ? "relay" : "all" },
      polite: self < participant,
      first,
      tracks,
      search,
      signaling: () => this.#signaling,
      send: (signal) => this.#send(participant, signal),
      media: (...media) => options.media(participant, ...media),
      channel: (channel) => options.channel(participant, channel),
      stateChanged: (state, error) => this.#handleState(participant, entry, state, error),
      retry: (rebuild) => void this.#restart(participant, entry, rebuild),
    });
    const entry: Entry = { incarnation, peer, state: before?.state ?? "new", search };
    this.#entries.set(participant, entry);
    options.opened(participant);
  }

  /** Once there was a path, finding another one is `reconnecting`; `failed` ends with a path only. */
  #handleState(participant: string, entry: Entry, state: PeerState, error?: ConfabError): void {
    if (state === entry.state || (state === "connecting" && entry.state !== "new")) return;
    entry.state = state;
    this.#options.stateChanged(participant, state, error);
  }

  #makeGood(participant: string, entry: Entry): void {
    if (this.#signaling && entry.peer.unsent) void this.#restart(participant, entry);
  }

  /** Each try uses fresh ICE servers: credentials that ran out give no relay. */
  async #restart(participant: string, entry: Entry, rebuild = false): Promise<void> {
    await this.#options.ice.refresh();
    if (this.#entries.get(participant) !== entry) return;
    if (rebuild) this.#open(participant, entry.incarnation, true);
    else await entry.peer.restart();
  }

  #send(to: string, signal: SignalPayload): boolean {
    const entry = this.#entries.get(to);
    if (!entry) return false;
    const described = signal.kind === "description" && { tracks: this.#options.describe() };
    return this.#options.send(to, entry.incarnation, { ...signal, ...described });
  }
}
