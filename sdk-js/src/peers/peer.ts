import { randomId } from "../ids.js";
import { Negotiation } from "./negotiation.js";
import { Path, type PathOptions } from "./path.js";
import { type OutgoingTrack, Senders } from "./senders.js";
import type { CandidatesSignal, DescriptionSignal } from "./signal.js";

export interface PeerOptions extends PathOptions {
  configuration: RTCConfiguration;
  polite: boolean;
  /** Makes the first offer; the other side waits for it. */
  first: boolean;
  tracks: () => OutgoingTrack[];
  /** Whether the signal was sent. */
  send: (signal: DescriptionSignal | CandidatesSignal) => boolean;
  /** The other side's media, named by the stream of its sender: it comes, or goes. */
  media: (stream: string, track: MediaStreamTrack, comes: boolean) => void;
  /** A data channel that the other side opened. */
  channel: (channel: RTCDataChannel) => void;
}

/** A browser finds many candidates at once, and a frame for each would be a burst. */
const BATCH_MS = 50;
/** Both sides know it without negotiation: with it every connection carries data from the first offer on. */
const CONTROL_CHANNEL: RTCDataChannelInit = { negotiated: true, id: 0 };

/** One RTCPeerConnection with one participant. */
export class Peer {
  readonly id = randomId(8);
  readonly connection: RTCPeerConnection;
  /** Id of the other side's connection, once it has spoken. */
  remote: string | undefined;
  /** Whether a signal of ours did not arrive. */
  unsent = false;
  readonly #options: PeerOptions;
  readonly #negotiation: Negotiation;
  readonly #senders: Senders;
  readonly #path: Path;
  readonly #candidates: RTCIceCandidateInit[] = [];
  #batch: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PeerOptions) {
    const { configuration, polite, first } = options;
    const connection = new RTCPeerConnection(configuration);
    this.#options = options;
    this.connection = connection;
    this.#senders = new Senders(connection);
    this.#path = new Path(connection, options);
    this.#negotiation = new Negotiation(connection, {
      polite,
      first,
      prepare: () => this.#syncTracks(),
      send: (signal) => {
        this.#path.handleNegotiating();
        this.#send(signal);
      },
    });
    this.#listen();
    connection.createDataChannel("confab", CONTROL_CHANNEL);
    if (!first) this.#path.handleWaiting();
  }

  /** Whether a restart is due after signals may have been lost. */
  get unsettled(): boolean {
    const { signalingState, connectionState } = this.connection;
    return this.unsent || signalingState !== "stable" || connectionState !== "connected";
  }

  /** Takes over our tracks as they are now. Before the first offer came there is nothing to do: the answer carries them. */
  handleTracks(): void {
    if (this.#options.first || this.#path.state !== "new") this.#syncTracks();
  }

  handleSignal(signal: DescriptionSignal | CandidatesSignal): void {
    this.remote = signal.connection;
    void this.#negotiation.handle(signal);
  }

  restart(): Promise<void> {
    this.unsent = false;
    this.#path.handleNegotiating();
    return this.#negotiation.restart();
  }

  close(): void {
    this.#path.close();
    clearTimeout(this.#batch);
    this.connection.close();
  }

  #syncTracks(): void {
    this.#senders.sync(this.#options.tracks());
  }

  #listen(): void {
    const connection = this.connection;
    const { media, channel } = this.#options;
    connection.onicecandidate = ({ candidate }) => {
      // The empty candidate that ends gathering in some browsers is of no use to the other side.
      if (!candidate?.candidate) return;
      this.#path.handleCandidate(candidate);
      this.#candidates.push(candidate);
      this.#batch ??= setTimeout(() => {
        this.#batch = undefined;
        this.#send({ kind: "candidates", candidates: this.#candidates.splice(0) });
      }, BATCH_MS);
    };
    connection.ontrack = ({ streams, track }) => {
      for (const stream of streams) {
        media(stream.id, track, true);
        stream.onremovetrack = (gone) => media(stream.id, gone.track, false);
      }
    };
    connection.ondatachannel = (event) => channel(event.channel);
  }

  #send(signal: DescriptionSignal | CandidatesSignal): void {
    const { id, remote } = this;
    if (!this.#options.send({ ...signal, connection: id, remote })) this.unsent = true;
  }
}
