import { Observable } from "../events.js";
import { randomId } from "../ids.js";
import { CandidateBatch } from "./candidate-batch.js";
import { Negotiation } from "./negotiation.js";
import { Path, type PathEvents, type PathOptions, type PeerState } from "./path.js";
import { type OutgoingTrack, Senders } from "./senders.js";
import type { SignalPayload } from "./signal.js";

export interface PeerEvents extends PathEvents {
  signal: { payload: SignalPayload };
  /** The other side's media, named by the stream of its sender. */
  media: { stream: string; track: MediaStreamTrack };
  /** A data channel that the other side opened. */
  channel: { channel: RTCDataChannel };
}

export interface PeerOptions extends PathOptions {
  configuration: RTCConfiguration;
  polite: boolean;
  /** Makes the first offer; the other side waits for it. */
  first: boolean;
  tracks: () => readonly OutgoingTrack[];
}

/** Both sides know it without negotiation: with it every connection carries data from the first offer on. */
const CONTROL_CHANNEL: RTCDataChannelInit = { negotiated: true, id: 0 };

/** One RTCPeerConnection with one participant. */
export class Peer extends Observable<PeerEvents> {
  readonly id = randomId(8);
  readonly #options: PeerOptions;
  readonly #connection: RTCPeerConnection;
  readonly #negotiation: Negotiation;
  readonly #senders: Senders;
  readonly #path: Path;
  readonly #candidates: CandidateBatch;
  #remote: string | undefined;
  #unsent = false;

  constructor(options: PeerOptions) {
    super();
    this.#options = options;
    const connection = new RTCPeerConnection(options.configuration);
    this.#connection = connection;
    this.#senders = new Senders(connection);
    this.#path = new Path(connection, options);
    this.#candidates = new CandidateBatch((candidates) => {
      this.#send({ kind: "candidates", candidates });
    });
    this.#negotiation = new Negotiation(connection, {
      polite: options.polite,
      first: options.first,
      prepare: () => this.#syncTracks(),
      send: (signal) => {
        this.#path.handleNegotiating();
        this.#send(signal);
      },
    });
    this.#listen();
    connection.createDataChannel("confab", CONTROL_CHANNEL);
    if (options.first) this.#syncTracks();
    else this.#path.handleWaiting();
  }

  get state(): PeerState {
    return this.#path.state;
  }

  /** Id of the other side's connection, once it has spoken. */
  get remote(): string | undefined {
    return this.#remote;
  }

  /** Whether a restart is due after signals may have been lost. */
  get unsettled(): boolean {
    const { signalingState, connectionState } = this.#connection;
    return this.#unsent || signalingState !== "stable" || connectionState !== "connected";
  }

  /** Takes over our tracks as they are now. Before the first offer came there is nothing to do: the answer carries them. */
  handleTracks(): void {
    if (this.#options.first || this.#path.state !== "new") this.#syncTracks();
  }

  handleSignal(payload: SignalPayload): void {
    if (payload.kind === "restart") return;
    this.#remote = payload.connection;
    void this.#negotiation.handle(payload);
  }

  /** Whether a signal of ours did not arrive. */
  get unsent(): boolean {
    return this.#unsent;
  }

  /** A signal of ours did not arrive. */
  handleUndelivered(): void {
    this.#unsent = true;
  }

  setIceServers(iceServers: RTCIceServer[]): void {
    const configuration = this.#connection.getConfiguration();
    this.#connection.setConfiguration({ ...configuration, iceServers });
  }

  restart(): Promise<void> {
    this.#unsent = false;
    this.#path.handleNegotiating();
    return this.#negotiation.restart();
  }

  openChannel(label: string, options: RTCDataChannelInit): RTCDataChannel {
    return this.#connection.createDataChannel(label, options);
  }

  getStats(): Promise<RTCStatsReport> {
    return this.#connection.getStats();
  }

  close(): void {
    this.#path.close();
    this.#candidates.close();
    this.#connection.close();
  }

  #syncTracks(): void {
    this.#senders.sync(this.#options.tracks());
  }

  #listen(): void {
    const connection = this.#connection;
    connection.onicecandidate = ({ candidate }) => {
      // The empty candidate that ends gathering in some browsers is of no use to the other side.
      if (candidate?.candidate) this.#candidates.add(candidate);
    };
    connection.ontrack = ({ streams, track }) => {
      for (const { id } of streams) this.emit("media", { stream: id, track });
    };
    connection.ondatachannel = ({ channel }) => this.emit("channel", { channel });
    this.#path.on("stateChanged", (change) => this.emit("stateChanged", change));
    this.#path.on("retry", (retry) => this.emit("retry", retry));
  }

  #send(signal: SignalPayload): void {
    const remote = this.#remote;
    this.emit("signal", {
      payload: { ...signal, connection: this.id, ...(remote !== undefined && { remote }) },
    });
  }
}
