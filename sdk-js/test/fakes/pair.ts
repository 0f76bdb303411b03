import { vi } from "vitest";
import { Peers } from "../../src/peers/peers.js";
import type { OutgoingTrack } from "../../src/peers/senders.js";
import type { SignalPayload } from "../../src/peers/signal.js";
import { FakeMediaStream, FakeTrack } from "./fake-media.js";
import { FakeNetwork } from "./fake-network.js";
import { FakePeerConnection } from "./fake-peer-connection.js";

/** One participant: its Peers, what came out of them, and what it publishes. */
export class End {
  readonly peers: Peers;
  readonly states: string[] = [];
  readonly media: string[] = [];
  readonly channels: string[] = [];
  readonly errors: string[] = [];
  readonly sent: SignalPayload[] = [];
  readonly tracks = new Map<string, OutgoingTrack>();
  /** Data channels to open on each new connection. */
  readonly labels: string[] = [];
  refreshes = 0;
  incarnation = 1;

  constructor(id: string, deliver: (from: End, payload: SignalPayload) => boolean) {
    this.peers = new Peers({
      self: id,
      relayOnly: false,
      ice: {
        servers: [{ urls: ["turn:turn.example.com"] }],
        refresh: async () => {
          this.refreshes += 1;
        },
      },
      tracks: () => this.tracks,
      describe: () => [],
      send: (_to, _incarnation, payload) => {
        this.sent.push(payload);
        return deliver(this, payload);
      },
      opened: (participant) => {
        for (const label of this.labels) {
          this.peers.connection(participant)?.createDataChannel(label);
        }
      },
      stateChanged: (_participant, state, error) => {
        this.states.push(state);
        if (error) this.errors.push(`${error.code}: ${error.message}`);
      },
      media: (_participant, stream, track) => this.media.push(`${track.kind} ${stream}`),
      channel: (_participant, channel) => this.channels.push(channel.label),
      described: () => {},
    });
  }

  get state(): string {
    return this.states.at(-1) ?? "new";
  }

  publish(kind: "audio" | "video", name: string = kind): OutgoingTrack {
    const track = {
      name,
      kind,
      stream: new FakeMediaStream() as unknown as MediaStream,
      sending: new FakeTrack(kind) as unknown as MediaStreamTrack,
    };
    this.tracks.set(name, track);
    this.peers.handleTracks();
    return track;
  }

  unpublish(track: OutgoingTrack): void {
    this.tracks.delete(track.name);
    this.peers.handleTracks();
  }
}

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
    const deliver = (from: End, payload: SignalPayload) => {
      if (this.passes(payload, from)) this.#deliver(from, payload);
      return true;
    };
    this.a = new End("par_a", deliver);
    this.b = new End("par_b", deliver);
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
    queueMicrotask(() => {
      if (from === this.a) this.b.peers.handleSignal("par_a", this.a.incarnation, copy);
      else this.a.peers.handleSignal("par_b", this.b.incarnation, copy);
    });
  }
}
