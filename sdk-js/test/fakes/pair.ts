import { vi } from "vitest";
import { Media } from "../../src/media/media.js";
import { Playback } from "../../src/media/playback.js";
import { RemoteTracks } from "../../src/media/remote-tracks.js";
import type { LocalTrack, TrackKind } from "../../src/media/tracks.js";
import type { Grants } from "../../src/participant.js";
import { Peers } from "../../src/peers/peers.js";
import type { SignalPayload } from "../../src/peers/signal.js";
import type { TrackView } from "../../src/protocol/messages.js";
import { FakeMediaStream, FakeTrack } from "./fake-media.js";
import { FakeNetwork } from "./fake-network.js";
import { FakePeerConnection } from "./fake-peer-connection.js";

/** One participant: its Peers, what came out of them, and what it publishes. */
export class End {
  readonly peers: Peers;
  readonly media: Media;
  readonly states: string[] = [];
  readonly channels: string[] = [];
  readonly errors: string[] = [];
  readonly sent: SignalPayload[] = [];
  /** Data channels to open on each new connection. */
  readonly labels: string[] = [];
  refreshes = 0;
  incarnation = 1;
  readonly remote = new RemoteTracks(new Playback(() => {}), () => {});

  constructor(
    id: string,
    deliver: (from: End, payload: SignalPayload) => boolean,
    announce: (from: End, tracks: TrackView[]) => void,
  ) {
    this.media = new Media(
      { grants: () => grants, request: async ({ tracks }) => announce(this, tracks ?? []) },
      new Playback(() => {}),
      () => this.peers.handleTracks(),
    );
    this.peers = new Peers({
      self: id,
      relayOnly: false,
      ice: {
        servers: [{ urls: ["turn:turn.example.com"] }],
        refresh: async () => {
          this.refreshes += 1;
        },
      },
      tracks: () => this.media.outgoing.tracks,
      describe: () => this.media.outgoing.describe(),
      send: (_to, _incarnation, payload) => {
        this.sent.push(payload);
        return deliver(this, payload);
      },
      opened: (participant) => {
        this.remote.handleOpened();
        for (const label of this.labels) {
          this.peers.connection(participant)?.createDataChannel(label);
        }
      },
      stateChanged: (_participant, state, error) => {
        this.states.push(state);
        if (error) this.errors.push(`${error.code}: ${error.message}`);
      },
      media: (_participant, ...media) => this.remote.handleMedia(...media),
      channel: (_participant, channel) => this.channels.push(channel.label),
      described: (_participant, tracks) => this.remote.handleViews(tracks),
    });
  }

  get state(): string {
    return this.states.at(-1) ?? "new";
  }

  /** Names of the other's tracks that have arrived. */
  get receives(): string[] {
    return [...this.remote.live.keys()];
  }

  async publish(kind: TrackKind, name: string = kind): Promise<LocalTrack> {
    const track = new FakeTrack(kind) as unknown as MediaStreamTrack;
    const [published] = await this.media.publish(track, { name });
    if (!published) throw new Error("nothing was published");
    return published;
  }
}

const grants: Grants = {
  publish: ["audio", "video", "screen"],
  subscribe: true,
  data: true,
  chat: true,
  call: false,
  moderate: false,
  history: false,
  create: false,
  hidden: false,
};

/** How long a signal is on its way. */
const TRANSIT_MS = 5;
/** How long presence gathers before it is told. */
const PRESENCE_MS = 150;

/** Two participants joined back to back; `a` has the smaller id and so is the polite one. */
export class Pair {
  readonly network = new FakeNetwork();
  readonly a: End;
  readonly b: End;
  /** Decides about each signal: false loses it silently. */
  passes: (payload: SignalPayload, from: End) => boolean = () => true;

  constructor() {
    FakePeerConnection.network = this.network;
    vi.stubGlobal("RTCPeerConnection", FakePeerConnection);
    vi.stubGlobal("MediaStream", FakeMediaStream);
    const deliver = (from: End, payload: SignalPayload) => {
      if (this.passes(payload, from)) this.#deliver(from, payload);
      return true;
    };
    const announce = (from: End, tracks: TrackView[]) => {
      const other = from === this.a ? this.b : this.a;
      setTimeout(() => other.remote.handleViews(tracks), PRESENCE_MS);
    };
    this.a = new End("par_a", deliver, announce);
    this.b = new End("par_b", deliver, announce);
  }

  /** `b` comes into the room of `a`. */
  meet(): void {
    this.a.peers.handleMember("par_b", 1, false);
    this.b.peers.handleMember("par_a", 1, true);
  }

  /** Lets promises and timers run until nothing moves. */
  async settle(ms = 200): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
  }

  /** The connections in use. */
  get live(): FakePeerConnection[] {
    return this.network.all.filter(({ signalingState }) => signalingState !== "closed");
  }

  #deliver(from: End, payload: SignalPayload): void {
    const copy = JSON.parse(JSON.stringify(payload));
    setTimeout(() => {
      if (from === this.a) this.b.peers.handleSignal("par_a", this.a.incarnation, copy);
      else this.a.peers.handleSignal("par_b", this.b.incarnation, copy);
    }, TRANSIT_MS);
  }
}
