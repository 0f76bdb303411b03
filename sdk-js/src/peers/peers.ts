import { Observable } from "../events.js";
import type { TrackView } from "../protocol/messages.js";
import type { IceServers } from "./ice.js";
import type { PathEvents, PathOptions, PeerState } from "./path.js";
import { Peer } from "./peer.js";
import type { OutgoingTrack } from "./senders.js";
import { asSignal, type SignalPayload } from "./signal.js";

type Of<T> = T & { participant: string };

export interface PeersEvents {
  /** A new connection to a participant, also when it replaces one: nothing of the old one is left. */
  opened: Of<object>;
  stateChanged: Of<PathEvents["stateChanged"]>;
  media: Of<{ stream: string; track: MediaStreamTrack }>;
  channel: Of<{ channel: RTCDataChannel }>;
  /** What a participant publishes, faster than over presence. */
  described: Of<{ tracks: TrackView[] }>;
}

export interface PeersOptions {
  /** Our own participant id. */
  self: string;
  relayOnly: boolean;
  ice: Pick<IceServers, "servers" | "refresh">;
  tracks: () => readonly OutgoingTrack[];
  describe: () => TrackView[];
  /** Whether the frame was sent. */
  send: (to: string, incarnation: number, payload: SignalPayload) => boolean;
}

interface Entry {
  incarnation: number;
  peer: Peer;
  state: PeerState;
  search: PathOptions["search"];
}

/** The connections to the other participants: at most one each, kept over losses of signaling. */
export class Peers extends Observable<PeersEvents> {
  readonly #options: PeersOptions;
  readonly #entries = new Map<string, Entry>();
  #signaling = true;

  constructor(options: PeersOptions) {
    super();
    this.#options = options;
  }

  /** The path to a participant; undefined where this browser has no WebRTC. */
  state(participant: string): PeerState | undefined {
    return this.#entries.get(participant)?.state;
  }

  /**
   * Somebody is in the room. `first`: we came later, so we offer. A new incarnation alone replaces no
   * connection: who only lost its socket still has it, and who really starts anew offers a new one.
   */
  handleMember(participant: string, incarnation: number, first: boolean): void {
    const entry = this.#entries.get(participant);
    if (!entry) return this.#open(participant, incarnation, first);
    entry.incarnation = Math.max(incarnation, entry.incarnation);
    if (this.#signaling && entry.peer.unsent) void this.#restart(participant, entry);
  }

  handleGone(participant: string): void {
    this.#entries.get(participant)?.peer.close();
    this.#entries.delete(participant);
  }

  /** A signal may overtake the presence frame that tells of its sender. */
  handleSignal(from: string, incarnation: number, raw: unknown): void {
    const payload = asSignal(raw);
    if (!payload) return;
    if (!this.#entries.has(from)) this.#open(from, incarnation, false);
    const entry = this.#entries.get(from);
    if (!entry || incarnation < entry.incarnation) return;
    entry.incarnation = incarnation;
    const peer = this.#addressee(from, entry, payload);
    if (!peer) return;
    if (payload.kind === "description" && payload.tracks) {
      this.emit("described", { participant: from, tracks: payload.tracks });
    }
    peer.handleSignal(payload);
  }

  /** The server could not deliver a signal of ours. It says for how long to wait, or presence tells when they are back. */
  handleUndelivered(participant: string, retryAfterMs?: number): void {
    const entry = this.#entries.get(participant);
    if (!entry) return;
    entry.peer.handleUndelivered();
    if (retryAfterMs === undefined) return;
    setTimeout(() => {
      if (this.#signaling && entry.peer.unsent) void this.#restart(participant, entry);
    }, retryAfterMs);
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

  handleIceServers(servers: RTCIceServer[]): void {
    for (const { peer } of this.#entries.values()) peer.setIceServers(servers);
  }

  openChannel(participant: string, label: string, options: RTCDataChannelInit) {
    return this.#entries.get(participant)?.peer.openChannel(label, options);
  }

  getStats(participant: string): Promise<RTCStatsReport> | undefined {
    return this.#entries.get(participant)?.peer.getStats();
  }

  close(): void {
    for (const participant of [...this.#entries.keys()]) this.handleGone(participant);
  }

  /** The peer a signal is for, after starting over where either side did; undefined when it is outdated. */
  #addressee(from: string, entry: Entry, payload: SignalPayload): Peer | undefined {
    const { connection, remote } = payload;
    const { peer } = entry;
    const offers = payload.kind === "description" && payload.description.type === "offer";
    if (payload.kind === "restart") {
      if (remote === peer.id) this.#open(from, entry.incarnation, true);
      return undefined;
    }
    if (remote !== undefined && remote !== peer.id) {
      // Meant for a connection we have no more, and the other side does not know it yet.
      if (offers) this.#send(from, { kind: "restart", ...(connection && { remote: connection }) });
      return undefined;
    }
    if (peer.remote === undefined || connection === peer.remote) return peer;
    if (!offers) return undefined;
    this.#open(from, entry.incarnation, false);
    return this.#entries.get(from)?.peer;
  }

  #open(participant: string, incarnation: number, first: boolean): void {
    if (typeof RTCPeerConnection === "undefined") return;
    const before = this.#entries.get(participant);
    before?.peer.close();
    const search = before?.search ?? {};
    const { self, relayOnly, ice, tracks } = this.#options;
    const peer = new Peer({
      configuration: {
        iceServers: ice.servers,
        iceTransportPolicy: relayOnly ? "relay" : "all",
      },
      polite: self < participant,
      first,
      tracks,
      search,
      signaling: () => this.#signaling,
    });
    const entry: Entry = { incarnation, peer, state: before?.state ?? "new", search };
    this.#entries.set(participant, entry);
    this.#listen(participant, entry);
    this.emit("opened", { participant });
  }

  #listen(participant: string, entry: Entry): void {
    const { peer } = entry;
    peer.on("signal", ({ payload }) => {
      if (!this.#send(participant, payload)) peer.handleUndelivered();
    });
    peer.on("stateChanged", (change) => this.#handleState(participant, entry, change));
    peer.on("media", (media) => this.emit("media", { participant, ...media }));
    peer.on("channel", (channel) => this.emit("channel", { participant, ...channel }));
    peer.on("retry", ({ how }) => void this.#retry(participant, entry, how));
  }

  /** Once there was a path, finding another one is `reconnecting`; `failed` ends with a path only. */
  #handleState(participant: string, entry: Entry, change: PathEvents["stateChanged"]): void {
    const early = change.state === "connecting" && entry.state !== "new";
    const state = early ? entry.state : change.state;
    if (state === entry.state) return;
    entry.state = state;
    this.emit("stateChanged", { ...change, participant, state });
  }

  /** Each try uses fresh ICE servers: credentials that ran out give no relay. */
  async #restart(participant: string, entry: Entry): Promise<void> {
    await this.#options.ice.refresh();
    if (this.#entries.get(participant)?.peer === entry.peer) await entry.peer.restart();
  }

  async #retry(participant: string, entry: Entry, how: "restart" | "rebuild"): Promise<void> {
    if (how === "restart") return this.#restart(participant, entry);
    await this.#options.ice.refresh();
    if (this.#entries.get(participant) === entry) this.#open(participant, entry.incarnation, true);
  }

  #send(to: string, signal: SignalPayload): boolean {
    const entry = this.#entries.get(to);
    if (!entry) return false;
    const described = signal.kind === "description" && { tracks: this.#options.describe() };
    return this.#options.send(to, entry.incarnation, { ...signal, ...described });
  }
}
