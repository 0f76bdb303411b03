import { FakeDataChannel } from "./fake-data-channel.js";
import type { FakeMediaStream, FakeTrack } from "./fake-media.js";
import { FakeNetwork } from "./fake-network.js";
import { agreed, type FakeSdp, FakeTransceiver } from "./fake-transceiver.js";

let count = 0;

/** As much of an RTCPeerConnection as negotiation can tell from a real one: states, rollback, ICE credentials, transceivers by mid. */
export class FakePeerConnection {
  static network = new FakeNetwork();

  signalingState: RTCSignalingState = "stable";
  connectionState: RTCPeerConnectionState = "new";
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  ontrack: ((event: { streams: FakeMediaStream[]; track: FakeTrack }) => void) | null = null;
  ondatachannel: ((event: { channel: FakeDataChannel }) => void) | null = null;
  readonly transceivers: FakeTransceiver[] = [];
  readonly channels: FakeDataChannel[] = [];
  configuration: RTCConfiguration;
  readonly id: number;
  rollbacks = 0;
  #ufrag = "";
  #remoteUfrag = "";
  #knowsWay = false;
  #restart = false;
  #settledLocal: RTCSessionDescriptionInit | null = null;
  #settledRemote: RTCSessionDescriptionInit | null = null;
  #operations: Promise<unknown> = Promise.resolve();
  #checking = false;

  constructor(configuration: RTCConfiguration) {
    count += 1;
    this.id = count;
    this.configuration = configuration;
    FakePeerConnection.network.all.push(this);
  }

  getConfiguration() {
    return this.configuration;
  }

  setConfiguration(configuration: RTCConfiguration) {
    this.configuration = configuration;
  }

  getTransceivers() {
    return this.transceivers;
  }

  addTransceiver(trackOrKind: FakeTrack | string, { streams }: { streams: FakeMediaStream[] }) {
    const track = typeof trackOrKind === "string" ? null : trackOrKind;
    const transceiver = this.#newTransceiver(track?.kind ?? String(trackOrKind));
    transceiver.sender.track = track;
    transceiver.stream = streams[0]?.id ?? "";
    this.transceivers.push(transceiver);
    this.checkNegotiation();
    return transceiver;
  }

  createDataChannel(label: string, options: RTCDataChannelInit = {}) {
    const channel = new FakeDataChannel(label, options);
    this.channels.push(channel);
    this.checkNegotiation();
    if (this.connectionState === "connected") this.#openChannels();
    return channel;
  }

  restartIce() {
    this.#restart = true;
    this.checkNegotiation();
  }

  setLocalDescription(description?: RTCSessionDescriptionInit): Promise<void> {
    return this.#operate(() => {
      if (description?.type === "rollback") return this.#rollback();
      const answering = this.signalingState === "have-remote-offer";
      const fresh = this.#ufrag === "" || this.#restart || this.#restartedByRemote();
      if (fresh) this.#newUfrag();
      this.#restart = false;
      for (const [index, transceiver] of this.transceivers.entries()) {
        transceiver.mid ??= `${index}`;
      }
      this.localDescription = { type: answering ? "answer" : "offer", sdp: this.#describe() };
      this.#setSignaling(answering ? "stable" : "have-local-offer");
      if (fresh || this.localDescription.type === "offer") this.#gather();
    });
  }

  setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    return this.#operate(() => {
      if (description.type === "offer" && this.signalingState === "have-local-offer") {
        this.#rollback();
      }
      const wanted = description.type === "offer" ? "stable" : "have-local-offer";
      if (this.signalingState !== wanted) throw new DOMException("", "InvalidStateError");
      const sdp: FakeSdp = JSON.parse(description.sdp ?? "");
      if (sdp.ufrag !== this.#remoteUfrag) this.#knowsWay = false;
      this.#remoteUfrag = sdp.ufrag;
      this.remoteDescription = description;
      this.#takeMedia(sdp);
      this.#setSignaling(description.type === "offer" ? "have-remote-offer" : "stable");
    });
  }

  addIceCandidate(candidate: { usernameFragment: string }): Promise<void> {
    return this.#operate(() => {
      if (!this.remoteDescription) throw new DOMException("", "InvalidStateError");
      if (candidate.usernameFragment !== this.#remoteUfrag) {
        throw new DOMException("", "OperationError");
      }
      this.#knowsWay = true;
      FakePeerConnection.network.settle();
    });
  }

  close() {
    this.signalingState = "closed";
    for (const channel of this.channels) channel.shut();
    FakePeerConnection.network.byUfrag.delete(this.#ufrag);
    this.connectionState = "closed";
  }

  /** Connects when both ends know each other and packets pass. */
  settle(): void {
    const { network } = FakePeerConnection;
    const other = network.byUfrag.get(this.#remoteUfrag);
    const ready = this.#knowsWay && other?.talksTo(this.#ufrag) && network.up;
    if (!ready || this.signalingState !== "stable" || this.connectionState === "connected") return;
    this.#setConnection("connected");
    network.settle();
    this.#openChannels();
  }

  talksTo(ufrag: string): boolean {
    return this.#knowsWay && this.#remoteUfrag === ufrag && this.signalingState === "stable";
  }

  lose(): void {
    if (this.connectionState === "connected") this.#setConnection("disconnected");
    this.#knowsWay = false;
  }

  fail(): void {
    this.#knowsWay = false;
    this.#setConnection("failed");
  }

  /** Spec: fires only when stable and something is not negotiated yet; checked after the operations in progress. */
  checkNegotiation(): void {
    if (this.#checking) return;
    this.#checking = true;
    void this.#operations.then(() => {
      this.#checking = false;
      if (this.signalingState === "stable" && this.#needed()) this.onnegotiationneeded?.();
    });
  }

  #needed(): boolean {
    const negotiated = this.#settledLocal
      ? (JSON.parse(this.#settledLocal.sdp ?? "") as FakeSdp)
      : undefined;
    if (this.#restart || !negotiated) return this.#restart || this.#hasContent();
    return this.transceivers.some((transceiver) => {
      const media = negotiated.media.find(({ mid }) => mid === transceiver.mid);
      if (!media || transceiver.renames(media.stream)) return true;
      return this.#wants(transceiver) !== (transceiver.currentDirection ?? "");
    });
  }

  /** What the next negotiation could bring: sending is decided by us alone. */
  #wants(transceiver: FakeTransceiver): string {
    const receives = transceiver.currentDirection?.includes("recv") ?? false;
    const sends = transceiver.direction.includes("send");
    if (sends) return receives ? "sendrecv" : "sendonly";
    return receives ? "recvonly" : "inactive";
  }

  #hasContent(): boolean {
    return this.channels.length > 0 || this.transceivers.length > 0;
  }

  #operate(step: () => void): Promise<void> {
    const turn = this.#operations.then(async () => {
      await Promise.resolve();
      if (this.signalingState === "closed") return new Promise<void>(() => {});
      step();
    });
    this.#operations = turn.catch(() => {});
    return turn;
  }

  #rollback(): void {
    this.rollbacks += 1;
    this.localDescription = this.#settledLocal;
    this.remoteDescription = this.#settledRemote;
    for (const transceiver of this.transceivers) {
      if (transceiver.currentDirection === null) transceiver.mid = null;
    }
    this.#setSignaling("stable");
  }

  #setSignaling(state: RTCSignalingState): void {
    this.signalingState = state;
    if (state !== "stable") return;
    this.#settledLocal = this.localDescription;
    this.#settledRemote = this.remoteDescription;
    if (this.localDescription && this.remoteDescription) this.#agree();
    this.checkNegotiation();
    FakePeerConnection.network.settle();
  }

  #agree(): void {
    const [local, remote] = [this.localDescription, this.remoteDescription].map(
      (description): FakeSdp => JSON.parse(description?.sdp ?? ""),
    );
    for (const transceiver of this.transceivers) {
      const ours = local?.media.find(({ mid }) => mid === transceiver.mid);
      const theirs = remote?.media.find(({ mid }) => mid === transceiver.mid);
      if (!ours || !theirs) continue;
      transceiver.currentDirection = agreed(ours.direction, theirs.direction);
      transceiver.settle();
      const recv = transceiver.currentDirection.includes("recv");
      const streams = transceiver.receive(recv ? theirs.stream : undefined);
      if (streams) this.ontrack?.({ streams, track: transceiver.receiver.track });
    }
  }

  #takeMedia(sdp: FakeSdp): void {
    for (const media of sdp.media) {
      if (this.transceivers.some(({ mid }) => mid === media.mid)) continue;
      const free = this.transceivers.find(
        ({ mid, receiver }) => mid === null && receiver.track.kind === media.kind,
      );
      const transceiver = free ?? this.#newTransceiver(media.kind);
      if (!free) {
        transceiver.direction = "recvonly";
        this.transceivers.push(transceiver);
      }
      transceiver.mid = media.mid;
    }
  }

  #describe(): string {
    const sdp: FakeSdp = {
      ufrag: this.#ufrag,
      data: this.channels.length > 0,
      media: this.transceivers.map(({ mid, receiver, direction, stream }) => ({
        mid: mid ?? "",
        kind: receiver.track.kind,
        direction,
        stream,
      })),
    };
    return JSON.stringify(sdp);
  }

  #newTransceiver(kind: string): FakeTransceiver {
    return new FakeTransceiver(kind, () => this.checkNegotiation());
  }

  #restartedByRemote(): boolean {
    if (this.signalingState !== "have-remote-offer" || !this.#settledRemote) return false;
    const before: FakeSdp = JSON.parse(this.#settledRemote.sdp ?? "");
    return before.ufrag !== this.#remoteUfrag;
  }

  #newUfrag(): void {
    FakePeerConnection.network.byUfrag.delete(this.#ufrag);
    count += 1;
    this.#ufrag = `u${count}`;
    FakePeerConnection.network.byUfrag.set(this.#ufrag, this);
  }

  #gather(): void {
    const usernameFragment = this.#ufrag;
    queueMicrotask(() => {
      const candidate = { candidate: "candidate:1", usernameFragment };
      this.onicecandidate?.({ candidate: { ...candidate, toJSON: () => candidate } });
      this.onicecandidate?.({ candidate: null });
    });
  }

  #setConnection(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  #openChannels(): void {
    const other = FakePeerConnection.network.byUfrag.get(this.#remoteUfrag);
    if (!other) return;
    for (const channel of this.channels) {
      const arrived = channel.connect(other.channels);
      if (arrived) other.ondatachannel?.({ channel: arrived });
    }
  }
}
